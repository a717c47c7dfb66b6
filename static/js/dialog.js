// A button that opens a dialog; the browser keeps the focus inside and answers Escape.
export default function dialog(button) {
  const target = document.getElementById(button.dataset.dialog);
  button.addEventListener("click", () => target.showModal());
  target.addEventListener("click", (event) => {
    if (event.target.closest("[data-close]")) target.close();
  });
}
