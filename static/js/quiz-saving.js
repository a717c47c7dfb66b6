import { save, tell, token } from "./saving.js";
import { forget, keep } from "./waiting-answers.js";

const FIRST_WAIT = 2_000;
const LONGEST_WAIT = 60_000;

// Saves one question at a time. What cannot be saved stays on the screen and on the device,
// says so, and is sent again.
export function saver(questions, data, draw) {
  const line = document.getElementById("saved");
  let sending = null;
  let wait = FIRST_WAIT;
  let timer = 0;

  const left = () => questions.filter((question) => question.changed);

  function change(question) {
    question.changed = true;
    question.refused = false;
    keep(question.key, question.chosen());
  }

  // What the server has instead of what was chosen here.
  function yieldTo(question, stored) {
    question.show(stored);
    question.changed = question.refused = false;
    question.say(data.conflict);
    forget(question.key);
    if (!left().length) tell(line, data.elsewhere);
  }

  function askToSignIn() {
    const address = data.signinUrl + encodeURIComponent(location.pathname + location.hash);
    tell(line, data.signin, { waiting: true, link: { address, text: data.signinLink } });
  }

  // Each says whether to go on with what else is left.
  const react = {
    saved(question, answer) {
      question.field.value = answer.version;
      question.say("");
      wait = FIRST_WAIT;
      if (question.changed) keep(question.key, question.chosen());
      else forget(question.key);
      if (!left().length) tell(line, data.savedTemplate.replace("%s", answer.saved_at));
      return true;
    },
    conflict(question, answer) {
      yieldTo(question, answer);
      return true;
    },
    signin(question) {
      question.changed = true;
      askToSignIn();
      return false;
    },
    retry(question) {
      question.changed = true;
      tell(line, data.unsaved, { waiting: true });
      timer = setTimeout(send, wait);
      wait = Math.min(2 * wait, LONGEST_WAIT);
      return false;
    },
    refused(question, answer) {
      question.refused = true;
      question.say(answer.error || data.unsaved);
      tell(line, data.refused, { waiting: true });
      return true;
    },
  };

  async function transmit() {
    for (let [question] = left(); question; [question] = left()) {
      question.changed = false;
      const answer = await save(question.address, body(question.chosen()), { keepalive: true });
      const goOn = react[answer.outcome](question, answer);
      draw();
      if (!goOn) return;
    }
  }

  // What changes while a save is under way is sent when the answer has come.
  function send() {
    clearTimeout(timer);
    sending ??= transmit().finally(() => {
      sending = null;
    });
    return sending;
  }

  return { change, yieldTo, askToSignIn, send, underWay: () => sending };
}

// Answers of other attempts that were left behind when the network or the sign-in failed.
export async function sendOthers(others) {
  for (const [key, answer] of others) {
    const { outcome } = await save(answer.address, body(answer), { keepalive: true });
    if (["saved", "conflict"].includes(outcome)) forget(key);
  }
}

function body(answer) {
  const values = [["csrfmiddlewaretoken", token()], ["version", answer.version]];
  answer.options.forEach((option) => values.push(["option", option]));
  if (answer.flagged) values.push(["flagged", "1"]);
  return values;
}
