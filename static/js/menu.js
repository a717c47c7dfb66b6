// The menus of the header: one open at a time, closed by Escape and by a press elsewhere.
export default function menu(header) {
  const open = () => header.querySelectorAll("details.menu[open]");
  document.addEventListener("click", (event) => {
    open().forEach((details) => {
      if (!details.contains(event.target)) details.open = false;
    });
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    open().forEach((details) => {
      details.open = false;
      details.querySelector("summary").focus();
    });
  });
}
