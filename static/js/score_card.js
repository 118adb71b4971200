// A score card that saves itself. The page works without this script; with it every mark is stored at once,
// kept on the device while the line is lost, and reached with the keyboard.

const form = document.getElementById("score-card");
const criteria = [...form.querySelectorAll(".criterion")];
const papers = document.getElementById("papers");
const keys = document.getElementById("keys");
const conflict = document.getElementById("conflict");
const status = form.querySelector("[data-status]");
const word = form.dataset;
const isWide = matchMedia("(min-width: 75rem)");

// Answers

const isAnswer = (name) => name.startsWith("m-") || name.startsWith("n-");

function answers() {
  const given = {};
  for (const [name, value] of new FormData(form)) {
    if (isAnswer(name) && value.trim()) given[name] = value.trim().replace(/\r\n/g, "\n");
  }
  return given;
}

const written = (given) => JSON.stringify(Object.entries(given).sort());

function fill(given) {
  for (const field of form.elements) {
    if (!field.name || !isAnswer(field.name)) continue;
    if (field.type === "radio") field.checked = given[field.name] === field.value;
    else field.value = given[field.name] ?? "";
  }
}

// What is not stored yet waits on this device, under the card's own number.

const shelf = {
  key: `ocop-score-card-${word.card}`,
  put(version) {
    try {
      localStorage.setItem(this.key, JSON.stringify({ version, answers: answers() }));
    } catch { /* A full or forbidden shelf: saving to the server goes on. */ }
  },
  take() {
    try {
      return JSON.parse(localStorage.getItem(this.key));
    } catch {
      return null;
    }
  },
  clear() {
    try {
      localStorage.removeItem(this.key);
    } catch { /* Nothing was kept. */ }
  },
};

// Saving: one request at a time, again and again until it is stored.

let stored = written(answers());
let storedWords = status.textContent;
let onTheWay = null;
let unanswered = null;
let isStopped = false;
let pause = 0;
let timer = null;

const isDirty = () => written(answers()) !== stored;
const cookie = (name) => document.cookie.match(new RegExp(`(?:^|; )${name}=([^;]*)`))?.[1] ?? "";

function sayStored(at) {
  storedWords = `${word.wordSaved} ${at}`;
  say(storedWords);
}

function say(text, kind = "") {
  status.textContent = text;
  status.dataset.kind = kind;
}

function saveSoon(wait = 250) {
  timer ??= setTimeout(save, wait);
}

function save() {
  clearTimeout(timer);
  timer = null;
  if (isStopped) return Promise.resolve();
  onTheWay ??= send().finally(() => {
    onTheWay = null;
    if (!isStopped && isDirty()) saveSoon(pause || 50);
  });
  return onTheWay;
}

async function send() {
  const sent = written(answers());
  if (sent === stored) {
    say(storedWords);
    return;
  }
  const lost = unanswered;
  unanswered = sent;
  let response;
  try {
    response = await fetch(word.save, {
      method: "POST",
      body: new URLSearchParams(new FormData(form)),
      headers: { "X-CSRFToken": cookie("csrftoken"), Accept: "application/json" },
      redirect: "manual",
      keepalive: true,
    });
  } catch {
    pause = Math.min((pause || 1000) * 2, 30000);
    say(word.wordOffline, "warning");
    return;
  }
  await take(response, sent, lost);
}

async function take(response, sent, lost) {
  if (response.ok) {
    const answer = await response.json();
    pause = 0;
    unanswered = null;
    stored = sent;
    form.elements.version.value = answer.version;
    if (!isDirty()) shelf.clear();
    if (answer.counts) sayStored(answer.saved);
    else say(word.wordLate, "warning");
  } else if (response.status === 409) {
    takeConflict(await response.json(), lost);
  } else if (response.status === 422) {
    const answer = await response.json();
    isStopped = true;
    say([answer.reason, ...answer.missing].join(" "), "error");
  } else {
    // 0 is the way to the sign-in page, 403 a sign-in of somebody else, the rest a server in trouble.
    pause = Math.min((pause || 2000) * 2, 30000);
    say(response.status >= 500 ? word.wordOffline : word.wordSignedOut, "warning");
  }
}

function takeConflict(answer, lost) {
  if (written(answer.answers) === lost) {
    // Our own earlier request was stored, only its answer was lost: go on from there.
    form.elements.version.value = answer.version;
    stored = lost;
    unanswered = null;
    pause = 0;
    if (!isDirty()) {
      shelf.clear();
      sayStored(answer.saved);
    }
    return;
  }
  isStopped = true;
  form.inert = true;
  conflict.innerHTML = answer.html;
  conflict.scrollIntoView();
  conflict.focus({ preventScroll: true });
  say("");
}

conflict.addEventListener("submit", () => shelf.clear());
conflict.addEventListener("click", (event) => {
  if (event.target.closest("[data-take-stored]")) shelf.clear();
});

function changed(wait) {
  shelf.put(form.elements.version.value);
  say(word.wordSaving);
  saveSoon(wait);
}

form.addEventListener("change", () => changed());
form.addEventListener("input", (event) => {
  if (event.target.matches("textarea")) changed(800);
});
addEventListener("online", () => {
  pause = 0;
  if (isDirty()) save();
});
addEventListener("pagehide", () => {
  if (isDirty()) save();
});
addEventListener("beforeunload", (event) => {
  if (isDirty() && !isStopped && pause) event.preventDefault();
});

// The form leaves the page only when what stands in it is stored.
form.addEventListener("submit", (event) => {
  if (isStopped || (!onTheWay && !isDirty())) return;
  event.preventDefault();
  const button = event.submitter;
  Promise.resolve(onTheWay).then(save).then(() => {
    if (!isStopped && !isDirty()) form.requestSubmit(button);
  });
});

// Running totals, the same as the server's.

const number = (text) => Number(text ?? 0);
const chosenIn = (criterion) => criterion.querySelector("input[type=radio]:checked");
const bands = word.bands.trim().split(" ").map((pair) => pair.split(":").map(Number));

function minimaOf(criterion, star) {
  const marked = [...criterion.querySelectorAll(`[data-min="${star}"]`)].map((option) => number(option.dataset.points));
  const needs = marked.length ? [Math.min(...marked)] : [];
  if (number(criterion.dataset.minStar) === star) needs.push(1);
  return needs;
}

function show(selector, text) {
  for (const place of form.querySelectorAll(selector)) place.textContent = text;
}

function count() {
  const sums = {};
  let answered = 0;
  for (const criterion of criteria) {
    const chosen = chosenIn(criterion);
    const part = criterion.dataset.part;
    sums[part] = (sums[part] ?? 0) + number(chosen?.dataset.points);
    answered += chosen ? 1 : 0;
    for (const link of form.querySelectorAll(`[data-index="${criterion.dataset.code}"]`)) {
      link.classList.toggle("is-done", Boolean(chosen));
    }
  }
  for (const [part, sum] of Object.entries(sums)) show(`[data-sum="${part}"]`, sum);
  const total = Object.values(sums).reduce((sum, part) => sum + part, 0);
  show("[data-total]", total);
  show("[data-answered]", answered);
  show("[data-band]", Math.max(1, ...bands.filter(([, bound]) => total >= bound).map(([star]) => star)));
  for (const bar of form.querySelectorAll("[data-answered-bar]")) bar.value = answered;
  for (const star of [3, 4, 5]) countMissed(star);
}

function countMissed(star) {
  const missed = criteria.flatMap((criterion) => {
    const points = number(chosenIn(criterion)?.dataset.points);
    return minimaOf(criterion, star).filter((needs) => points < needs).map(() => criterion.dataset.code);
  });
  show(`[data-missed-count="${star}"]`, missed.length);
  const place = form.querySelector(`[data-missed="${star}"]`);
  place.replaceChildren(...(missed.length ? missed.map(linkTo) : [word.wordNone]));
}

function linkTo(code) {
  const link = document.createElement("a");
  link.href = `#c-${code}`;
  link.textContent = code;
  return link;
}

form.addEventListener("change", count);

// Where one is

const firstOpen = () => criteria.find((criterion) => !chosenIn(criterion));
let current = criteria[0];

function setCurrent(criterion) {
  current = criterion;
  const code = criterion.dataset.code;
  for (const one of criteria) one.classList.toggle("is-current", one === criterion);
  for (const link of form.querySelectorAll("[data-index]")) {
    if (link.dataset.index === code) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
  let own = false;
  for (const group of papers.querySelectorAll("[data-papers]")) {
    group.hidden = group.dataset.papers !== code;
    own ||= !group.hidden;
  }
  papers.querySelector("[data-no-papers]").hidden = own;
}

function goTo(criterion) {
  if (!criterion) return;
  setCurrent(criterion);
  (chosenIn(criterion) ?? criterion.querySelector("input[type=radio]")).focus({ preventScroll: true });
  criterion.scrollIntoView({ block: "center", behavior: "instant" });
}

const neighbour = (step) => criteria[criteria.indexOf(current) + step];

form.addEventListener("focusin", (event) => {
  const criterion = event.target.closest(".criterion");
  if (criterion) setCurrent(criterion);
});
form.addEventListener("click", (event) => {
  const criterion = event.target.closest(".criterion");
  if (criterion) setCurrent(criterion);
  const link = event.target.closest('a[href^="#c-"]');
  if (link) {
    event.preventDefault();
    link.closest("details")?.removeAttribute("open");
    goTo(document.getElementById(link.hash.slice(1)));
  }
});

// Papers: a column on wide screens, a sheet from below on narrow ones.

function openPapers() {
  papers.classList.add("is-open");
  papers.focus({ preventScroll: true });
}

function closePapers() {
  papers.classList.remove("is-open");
  goTo(current);
}

for (const button of form.querySelectorAll("[data-open-papers]")) {
  button.addEventListener("click", (event) => {
    event.preventDefault();
    setCurrent(button.closest(".criterion"));
    openPapers();
  });
}
const closing = papers.querySelector("[data-close-papers]");
closing.hidden = false;
closing.addEventListener("click", closePapers);

// Keys

function choose(key) {
  const options = [...current.querySelectorAll("input[type=radio]")];
  const option = key === "0"
    ? options.find((one) => one.dataset.points === "0")
    : options.find((one) => one.dataset.key === key);
  if (!option) return;
  option.checked = true;
  option.dispatchEvent(new Event("change", { bubbles: true }));
  goTo(neighbour(1));
}

function writeNote() {
  const note = current.querySelector(".criterion-note");
  note.open = true;
  note.querySelector("textarea").focus();
}

const acts = {
  Enter: () => goTo(neighbour(1)),
  Backspace: () => goTo(neighbour(-1)),
  n: writeNote,
  e: openPapers,
  "?": () => keys.showModal(),
};

document.addEventListener("keydown", (event) => {
  const target = event.target;
  if (event.key === "Escape" && (papers.contains(target) || target.matches(".criterion textarea"))) {
    closePapers();
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || keys.open || isStopped) return;
  if (target.matches('textarea, button, a, summary, select, input:not([type="radio"])')) return;
  const act = /^\d$/.test(event.key) ? () => choose(event.key) : acts[event.key] ?? acts[event.key.toLowerCase()];
  if (!act) return;
  event.preventDefault();
  act();
});

const help = form.querySelector("[data-open-help]");
help.hidden = false;
help.addEventListener("click", () => keys.showModal());

// Begin

form.classList.add("with-script");
for (const button of form.querySelectorAll("[data-without-script]")) button.hidden = true;

const kept = shelf.take();
if (kept && written(kept.answers) !== stored) {
  fill(kept.answers);
  form.elements.version.value = kept.version;
  say(word.wordSaving);
  saveSoon(0);
} else {
  shelf.clear();
}
count();
setCurrent(document.getElementById(location.hash.slice(1))?.closest(".criterion") ?? firstOpen() ?? current);
// Coming back to a card half done leads to where it was left; a fresh or full one is read from the top.
if (isWide.matches && !location.hash && current !== criteria[0]) goTo(current);
