// The list of lessons on small screens. Without script the link leads to the list itself.
export default function outline(link) {
  const list = document.getElementById(link.getAttribute("aria-controls"));
  link.addEventListener("click", (event) => {
    event.preventDefault();
    const open = list.classList.toggle("is-open");
    link.setAttribute("aria-expanded", open);
    if (open) (list.querySelector("[aria-current]") || list.querySelector("a"))?.focus();
  });
}
