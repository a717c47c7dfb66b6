// One step at a time. The address says which (#q3), so that refresh, back and links just work;
// the stylesheet shows it. What is left to do here: where the dots stand, the title, the language.
export function steps(form) {
  const title = document.title;
  const here = () => form.querySelector(".step:target") || form.querySelector(".step--here");

  function arrive() {
    const step = here();
    // Other places of the page, like the one that skipping leads to, leave the step as it is.
    form.querySelector(".step--here").classList.remove("step--here");
    step.classList.add("step--here");
    document.title = `${step.getAttribute("aria-label")}, ${title}`;
    form.querySelectorAll(".dots a").forEach((dot) => {
      if (dot.hash === `#${step.id}`) dot.setAttribute("aria-current", "step");
      else dot.removeAttribute("aria-current");
    });
    document.querySelectorAll("a[hreflang]").forEach((link) => {
      link.hash = step.id;
    });
  }

  function go(id) {
    location.hash = id;
  }

  addEventListener("hashchange", arrive);
  if (!form.querySelector(".step:target")) location.replace(`#${here().id}`);
  arrive();
  return { here, go };
}
