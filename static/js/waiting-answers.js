// Answers that have not reached the server yet, kept on the device by attempt and question.
const PREFIX = "answer:";
const KEPT_FOR = 7 * 24 * 3600 * 1000;

export function keep(key, answer) {
  try {
    localStorage.setItem(PREFIX + key, JSON.stringify({ ...answer, at: Date.now() }));
  } catch {
    // Storage is full or closed: the answer is still on the screen.
  }
}

export function forget(key) {
  try {
    localStorage.removeItem(PREFIX + key);
  } catch {
    // Nothing was kept either.
  }
}

export function waiting() {
  const found = new Map();
  try {
    for (const name of Object.keys(localStorage)) {
      if (!name.startsWith(PREFIX)) continue;
      const answer = JSON.parse(localStorage.getItem(name));
      if (Date.now() - answer.at > KEPT_FOR) localStorage.removeItem(name);
      else found.set(name.slice(PREFIX.length), answer);
    }
  } catch {
    // No storage, no waiting answers.
  }
  return found;
}
