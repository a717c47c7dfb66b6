// The dots and the list to look through, as things stand on this page.
export function overview(form, questions) {
  const { missing, complete } = form.dataset;
  const sum = form.querySelector("[data-sum]");
  const dots = form.querySelector(".dots");
  const rows = [...form.querySelectorAll("[data-states] li")];
  const state = (name) => form.querySelector(`template[data-state='${name}']`).content;

  function dot(question, index) {
    const link = dots.children[index].querySelector("a");
    const flagged = question.flag.checked;
    link.classList.toggle("done", question.answered);
    link.classList.toggle("flag", flagged);
    link.classList.toggle("wait", question.unsaved);
    link.lastElementChild.textContent = question.unsaved
      ? `, ${state("unsaved").textContent.trim()}`
      : (question.answered ? dots.dataset.answered : "") + (flagged ? dots.dataset.flagged : "");
  }

  return () => {
    const left = questions.filter((question) => !question.answered);
    const numbers = left.map((question) => question.number).join(", ");
    sum.textContent = left.length ? missing.replace("%s", numbers) : complete;
    questions.forEach((question, index) => {
      dot(question, index);
      rows[index].querySelector(".status").replaceWith(state(question.state).cloneNode(true));
    });
  };
}
