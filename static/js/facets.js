const wide = matchMedia("(width >= 62rem)");

// Browsers that cannot show closed filters by style get them open on wide screens. Where they
// are folded away, the button under them leads to what was found.
export default function facets(details) {
  details.closest("form")?.addEventListener("submit", (event) => {
    // Return in a field presses the same button, and must leave the writer where they are.
    if (!details.contains(event.submitter) || document.activeElement.matches("input")) return;
    if (wide.matches) return;
    event.target.addEventListener("htmx:afterSettle", () => showAnswer(details), { once: true });
  });
  if (CSS.supports("selector(::details-content)")) return;
  const follow = () => {
    details.open = wide.matches;
  };
  follow();
  wide.addEventListener("change", follow);
}

function showAnswer(details) {
  details.open = false;
  const answer = document.getElementById("answer");
  answer.tabIndex = -1;
  answer.focus({ preventScroll: true });
  details.scrollIntoView();
}
