import { say } from "./quiz-question.js";
import { save } from "./saving.js";
import { forget } from "./waiting-answers.js";

const PATIENCE = 2_000;

// Hands in the whole form: every answer goes with it, saved or not. Where that fails the page
// stays as it is and says so.
export function handingIn(form, questions, saving, { draw, go }) {
  const { stuck, signin } = form.dataset;
  const review = form.querySelector("#review");

  const react = {
    saved({ place }) {
      questions.forEach(({ key }) => forget(key));
      location.assign(place);
    },
    conflict({ stale = {}, bad = {} }) {
      questions.forEach((question) => {
        if (stale[question.number]) saving.yieldTo(question, stale[question.number]);
        if (bad[question.number]) question.say(bad[question.number]);
      });
      draw();
      const first = questions.find(({ number }) => stale[number] || bad[number]);
      if (first) go(first.section.id);
    },
    signin() {
      say(review, signin);
      saving.askToSignIn();
    },
    retry() {
      say(review, stuck);
    },
    refused(answer) {
      if (answer.bad) react.conflict(answer);
      else say(review, answer.error || stuck);
    },
  };

  return async () => {
    if (form.hasAttribute("aria-busy")) return;
    form.setAttribute("aria-busy", "true");
    say(review, "");
    // A save that is under way gets a moment to end.
    await Promise.race([saving.underWay(), new Promise((end) => setTimeout(end, PATIENCE))]);
    const answer = await save(form.action, new FormData(form));
    form.removeAttribute("aria-busy");
    react[answer.outcome](answer);
  };
}
