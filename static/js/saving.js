// What quiz and place have in common: one POST, its outcome by name, and the line that tells.

// Outcomes: saved, conflict (another tab was later), signin, retry (try again), refused.
export async function save(address, values, { keepalive = false } = {}) {
  let response;
  try {
    response = await fetch(address, {
      method: "POST",
      body: new URLSearchParams(values),
      headers: { "X-Requested-With": "fetch", "Accept": "application/json" },
      redirect: "manual",
      keepalive,
    });
  } catch {
    return { outcome: "retry" };
  }
  if (response.type === "opaqueredirect" || [401, 403].includes(response.status)) {
    return { outcome: "signin" };
  }
  if (response.status >= 500 || response.status === 429) return { outcome: "retry" };
  const body = await response.json().catch(() => ({}));
  if (response.ok) return { outcome: "saved", ...body };
  return { outcome: response.status === 409 ? "conflict" : "refused", ...body };
}

export function token() {
  return document.querySelector("[name='csrfmiddlewaretoken']")?.value || "";
}

// Writes into a "saved" line; the waiting look is for what is not safe yet.
export function tell(line, text, { waiting = false, link = null } = {}) {
  if (!line || !text) return;
  line.classList.toggle("saved--wait", waiting);
  const words = line.querySelector("span") || line;
  words.textContent = text;
  if (!link?.address) return;
  const anchor = document.createElement("a");
  anchor.href = link.address;
  anchor.textContent = link.text;
  words.append(" ", anchor);
}
