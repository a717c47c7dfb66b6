import { save, tell, token } from "./saving.js";

const PAUSE = 10_000;

// Remembers how far down a lesson somebody has read, in thousandths, and returns there.
export default function place(article) {
  const { placeUrl, position, savedTemplate = "%s", status = "saved" } = article.dataset;
  const line = document.getElementById(status);
  const room = () => document.documentElement.scrollHeight - innerHeight;
  const here = () => (room() > 0 ? Math.round((1000 * Math.min(scrollY, room())) / room()) : 1000);
  let known = Number(position) || 0;
  let savedAt = 0;
  let timer = 0;

  function goBack() {
    const [entry] = performance.getEntriesByType("navigation");
    const arrivedAnew = !entry || entry.type === "navigate";
    if (arrivedAnew && known > 0 && !location.hash) {
      scrollTo({ top: (known / 1000) * room(), behavior: "instant" });
    }
  }

  async function write({ keepalive = false } = {}) {
    clearTimeout(timer);
    timer = 0;
    const now = here();
    if (now === known) return;
    known = now;
    savedAt = Date.now();
    const values = { csrfmiddlewaretoken: token(), position: now };
    const answer = await save(placeUrl, values, { keepalive });
    if (answer.outcome === "saved") tell(line, savedTemplate.replace("%s", answer.saved_at));
  }

  function later() {
    if (!timer) timer = setTimeout(write, Math.max(1000, savedAt + PAUSE - Date.now()));
  }

  if (document.readyState === "complete") goBack();
  else addEventListener("load", goBack, { once: true });
  addEventListener("scroll", later, { passive: true });
  addEventListener("pagehide", () => write({ keepalive: true }));
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") write({ keepalive: true });
  });
}
