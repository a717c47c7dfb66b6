// A form that is on its way is not sent again by an impatient second press.
export default function once(form) {
  form.addEventListener("submit", (event) => {
    if (form.hasAttribute("aria-busy")) event.preventDefault();
    form.setAttribute("aria-busy", "true");
  });
  // Back from the browser's memory the form is fresh again.
  addEventListener("pageshow", () => form.removeAttribute("aria-busy"));
}
