// Answers that have not reached the server yet, kept on the device under the address they go to.
const PREFIX = "answer:";
const KEPT_FOR = 7 * 24 * 3600 * 1000;

export function keep(address, answer) {
  try {
    localStorage.setItem(PREFIX + address, JSON.stringify({ ...answer, at: Date.now() }));
  } catch {
    // Storage is full or closed: the answer is still on the screen.
  }
}

export function forget(address) {
  try {
    localStorage.removeItem(PREFIX + address);
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
