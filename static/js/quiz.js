import { isShortcut } from "./keys.js";
import { handingIn } from "./quiz-hand-in.js";
import { overview } from "./quiz-overview.js";
import { Question } from "./quiz-question.js";
import { saver, sendOthers } from "./quiz-saving.js";
import { steps } from "./quiz-steps.js";
import { waiting } from "./waiting-answers.js";

// All questions of an attempt in one form, shown one at a time, each answer saved as it is chosen.
// The plain form works all the same.
export default function quiz(form) {
  const sections = [...form.querySelectorAll("[data-question]")];
  const questions = sections.map((section) => new Question(section, form.dataset));
  const draw = overview(form, questions);
  const { here, go } = steps(form);
  const saving = saver(questions, form.dataset, draw);
  const handIn = handingIn(form, questions, saving, { draw, go });
  const of = (element) => questions.find(({ section }) => section.contains(element));

  form.addEventListener("change", (event) => {
    saving.change(of(event.target));
    draw();
    saving.send();
  });

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    // Enter on an answer goes on; only the button hands in.
    if (event.submitter?.matches("[data-hand-in]")) handIn();
    else here().querySelector("[data-onward]")?.click();
  });

  document.addEventListener("keydown", (event) => {
    if (!isShortcut(event) || event.key.length !== 1) return;
    const index = Math.max("abcdef".indexOf(event.key.toLowerCase()), "123456".indexOf(event.key));
    const box = of(here())?.boxes[index];
    if (!box) return;
    box.focus();
    box.click();
  });

  addEventListener("online", saving.send);

  // Left behind by a lost network or sign-in, or chosen before this script had arrived.
  const kept = waiting();
  for (const question of questions) {
    if (kept.has(question.key)) question.show(kept.get(question.key));
    if (kept.has(question.key) || question.touched) saving.change(question);
    kept.delete(question.key);
  }
  draw();
  saving.send();
  sendOthers(kept);
}
