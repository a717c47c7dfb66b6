import { isShortcut } from "./keys.js";
import { save, tell, token } from "./saving.js";
import { forget, keep, waiting } from "./waiting-answers.js";

const FIRST_WAIT = 2_000;
const LONGEST_WAIT = 60_000;
const PATIENCE = 2_000;

// Saves each answer as it is chosen. What cannot be saved stays on the screen and on the
// device, says so, and is sent again; the plain form works all the same.
export default function quiz(form) {
  const data = form.dataset;
  const line = document.getElementById(data.status || "saved");
  const boxes = () => [...form.querySelectorAll("[name='option']")];
  const flag = form.querySelector("[name='flagged']");
  let version = Number(data.version) || 0;
  let changed = false;
  let sending = null;
  let wait = FIRST_WAIT;
  let timer = 0;

  const chosen = () => ({
    options: boxes().filter((box) => box.checked).map((box) => box.value),
    flagged: Boolean(flag?.checked),
    version,
  });

  function show(answer) {
    boxes().forEach((box) => {
      box.checked = answer.options.map(String).includes(box.value);
    });
    if (flag && "flagged" in answer) flag.checked = Boolean(answer.flagged);
  }

  function advance(number) {
    version = number;
    data.version = number;
    const field = form.querySelector("[name='version']");
    if (field) field.value = number;
  }

  function retryLater() {
    clearTimeout(timer);
    timer = setTimeout(send, wait);
    wait = Math.min(2 * wait, LONGEST_WAIT);
  }

  const react = {
    saved(answer) {
      clearTimeout(timer);
      advance(answer.version);
      wait = FIRST_WAIT;
      if (changed) keep(data.saveUrl, chosen());
      else forget(data.saveUrl);
      tell(line, data.savedTemplate.replace("%s", answer.saved_at));
    },
    conflict(answer) {
      advance(answer.version);
      show(answer);
      changed = false;
      forget(data.saveUrl);
      tell(line, data.conflict, { waiting: true });
    },
    signin() {
      changed = true;
      const link = { address: data.signinUrl, text: data.signinLink || data.signinUrl };
      tell(line, data.signin, { waiting: true, link });
    },
    retry() {
      changed = true;
      tell(line, data.unsaved, { waiting: true });
      retryLater();
    },
    refused(answer) {
      tell(line, answer.error || data.unsaved, { waiting: true });
    },
  };

  // One save at a time: what changes meanwhile is sent when the answer has come.
  function send() {
    if (!sending) {
      sending = transmit().finally(() => {
        sending = null;
      });
    }
    return sending;
  }

  async function transmit() {
    do {
      changed = false;
      const answer = await save(data.saveUrl, body(chosen()));
      react[answer.outcome](answer);
      if (answer.outcome !== "saved") return;
    } while (changed);
  }

  form.addEventListener("change", () => {
    changed = true;
    keep(data.saveUrl, chosen());
    send();
  });

  // A press on "Save and go on" waits a moment for a save that is under way, never longer.
  form.addEventListener("submit", async (event) => {
    if (!sending) return;
    event.preventDefault();
    await Promise.race([sending, new Promise((resolve) => setTimeout(resolve, PATIENCE))]);
    sending = null;
    form.requestSubmit(event.submitter);
  });

  document.addEventListener("keydown", (event) => {
    if (!isShortcut(event) || event.key.length !== 1) return;
    const index = Math.max("abcdef".indexOf(event.key.toLowerCase()), "123456".indexOf(event.key));
    const box = boxes()[index];
    if (!box) return;
    box.focus();
    box.click();
  });

  addEventListener("online", () => {
    if (changed) send();
  });

  const left = waiting().get(data.saveUrl);
  if (left) {
    show(left);
    version = left.version;
    send();
  } else if (boxes().some((box) => box.checked !== box.defaultChecked)) {
    // Chosen before this script had arrived.
    keep(data.saveUrl, chosen());
    send();
  }
  sendOthers(data.saveUrl);
}

function body(answer) {
  const values = [["csrfmiddlewaretoken", token()], ["version", answer.version]];
  answer.options.forEach((option) => values.push(["option", option]));
  if (answer.flagged) values.push(["flagged", "1"]);
  return values;
}

// Answers of other questions that were left behind when the network or the sign-in failed.
async function sendOthers(current) {
  for (const [address, answer] of waiting()) {
    if (address === current) continue;
    const { outcome } = await save(address, body(answer));
    if (["saved", "conflict"].includes(outcome)) forget(address);
  }
}
