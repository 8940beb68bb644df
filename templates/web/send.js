// Sending. What is being sent lives here only, never in storage: tablets are shared.
let leave = () => {}; // ends the delivery that is going on
let calling = 0;
let drafts = []; // what stands in the other forms of the page, and comes along to the next one
let pressed = null; // the button that sends a form, Enter's too; older browsers do not say which
let press = {}; // the last click, and so where it was
const PATIENCE = 20000;
const STEP = 12288; // takes the heaviest text that the service does, each byte of it as %F0
const BYTES = 7; // for each character that may be written
// A call to a help line leaves no page, though some browsers ask as if it did.
const ask = (event) => {
  if (Date.now() - calling < 1000) return;
  event.preventDefault();
  event.returnValue = true; // older browsers ask only then
};
document.addEventListener('click', (event) => {
  const { target } = press = event;
  pressed = target.closest('button');
  if (target.closest('[href^="tel:"]')) calling = Date.now();
}, true);

const fieldsOf = (form) => new URLSearchParams(new FormData(form));
// What an observer of the network sees of a request is its length: always a whole number of steps.
const padded = (fields) => {
  const body = `${fields}&pad=`;
  return body.padEnd(Math.ceil(body.length / STEP) * STEP, 'x');
};

// Sends a form until somebody answers: waits in sight, with growing pauses, and goes again by
// itself. The same fields each time, so the same attempt: sent twice it is stored once.
const deliver = (form, fields, button) => {
  if (delivering) return;
  delivering = form;
  const told = document.querySelector('.told');
  if (told) told.remove();
  const buttons = [...form.querySelectorAll('button:enabled'), ...document.querySelectorAll('#bring')];
  const label = button && button.textContent;
  const before = window.onbeforeunload;
  // What would be written now would not be sent.
  const enable = (on) => {
    buttons.forEach((control) => { control.disabled = !on; });
    form.querySelectorAll('.field, textarea').forEach((field) => { field.readOnly = !on; });
  };
  // Whom to call stays in sight.
  const veil = (on) => document.querySelectorAll('main form, main details, main > .go').forEach((part) => {
    part.hidden = on && !part.querySelector('.help');
  });
  enable(false);
  let pause = 2;
  let timer = 0;
  let busy = false;
  const section = $('waiting');
  if (button) button.textContent = section.dataset.sending;

  const send = async () => {
    if (busy) return;
    busy = true;
    clearInterval(timer);
    $('count').textContent = section.dataset.sending;
    const arrived = await exchange(form.action, fields);
    busy = false;
    if (!arrived) return wait();
    if (arrived === true) return;
    leave();
    section.hidden = true;
    veil(false);
    enable(true);
    if (button) button.textContent = label;
    if ($('sure')) $('sure').hidden = true;
    window.onbeforeunload = before;
    tell(form, arrived);
  };
  const wait = () => {
    const first = section.hidden;
    // What is not sent, or not fetched, the form says that knows it better than the page.
    [['h1', 'title'], ['p', 'kept'], ['#now', 'now']].forEach(([part, name]) => {
      const said = section.querySelector(part);
      said.dataset.own = said.dataset.own || said.textContent;
      said.textContent = form.dataset[name] || said.dataset.own;
    });
    veil(true);
    section.hidden = false;
    if (first) section.focus();
    window.onbeforeunload = ask;
    let left = pause;
    pause = Math.min(pause * 2, 60);
    const tick = () => {
      $('count').textContent = $('count').dataset.text.replace('{count}', left);
      if (left-- <= 0) send();
    };
    clearInterval(timer);
    timer = setInterval(tick, 1000);
    tick();
  };
  const again = () => { if (!section.hidden && !document.hidden) send(); };
  const now = () => { pause = 2; send(); };

  $('now').onclick = now;
  addEventListener('online', again);
  document.addEventListener('visibilitychange', again);
  leave = () => {
    delivering = null;
    clearInterval(timer);
    removeEventListener('online', again);
    document.removeEventListener('visibilitychange', again);
  };
  send();
};

// What the service says of what it could not take stands above the form, which stays: it may be
// mended, or sent again.
const tell = (form, words) => {
  words.classList.add('told');
  words.tabIndex = -1;
  form.parentNode.insertBefore(words, form);
  words.focus();
  scrollTo(0, 0);
};

// What is missing is said in our own words beside its field: the browser's are in its own language,
// and hide what they are about. All at once; the first is where one goes on.
const wordsOf = (field) => $(`${field.name}-wrong`);
document.addEventListener('invalid', (event) => {
  const { target } = event;
  const words = wordsOf(target);
  if (!words) return;
  event.preventDefault();
  words.textContent = words.dataset.text;
  words.hidden = false;
  target.setAttribute('aria-invalid', true);
  target.setAttribute('aria-describedby', words.id);
  if (target !== target.form.querySelector('[required]:invalid')) return;
  target.focus();
  words.parentNode.scrollIntoView();
}, true);
document.addEventListener('input', ({ target }) => {
  const words = wordsOf(target);
  if (!words || !target.validity.valid) return;
  words.hidden = true;
  document.getElementsByName(target.name).forEach((choice) => choice.removeAttribute('aria-invalid'));
});

// Counts as the server does; a browser that cannot leaves the counting to it.
const count = (field) => {
  const text = field.parentElement.querySelector('.left');
  if (!window.Intl || !Intl.Segmenter || !window.Blob || !''.normalize) return;
  const { max } = field.dataset;
  const typed = field.value.trim().normalize();
  const left = max - [...new Intl.Segmenter().segment(typed)].length;
  // A few emoji may take the room of a page of letters.
  const heavy = left >= 0 && new Blob([JSON.stringify(typed)]).size - 2 > max * BYTES;
  text.hidden = left > 100 && !heavy;
  text.textContent = text.dataset[heavy ? 'heavy' : left < 0 ? 'over' : 'text'].replace('{count}', Math.abs(left));
  text.classList.toggle('wrong', heavy || left < 0);
};
const countAll = () => document.querySelectorAll('[data-max]').forEach(count);
document.addEventListener('input', ({ target }) => { if (target.dataset.max) count(target); });

// The page that came, or nothing: nobody answered, or not with a page of ours (a network that wants
// a log-in answers for us).
const fetched = async (url, fields) => {
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), PATIENCE);
  try {
    const answer = await fetch(url, {
      method: 'POST',
      body: padded(fields),
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      signal: patience.signal,
    });
    const text = await answer.text();
    const style = /<style[^>]*>([^]*?)<\/style>/; // has another nonce
    const page = new DOMParser().parseFromString(text.replace(style, ''), 'text/html');
    const main = page.querySelector('main[data-page]');
    if (!main || answer.status >= 500) return null;
    [, page.look] = text.match(style);
    return page;
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
  }
};

// Sends, and puts the page that comes back in the place of this one: true. False: nothing came.
// What only says that something is wrong comes back as the words alone.
const exchange = async (url, fields, screen, kept) => {
  const page = await fetched(url, fields);
  if (!page) return false;
  const kind = page.querySelector('main').dataset.page;
  if (kind === 'error') return page.querySelector('.trouble');
  drafts = [...document.querySelectorAll('.ask .field, .ask textarea')]
    .filter((field) => field.form !== delivering && field.value);
  leave();
  const plain = page.body.innerHTML;
  try {
    put(page, kind, screen, kept);
  } catch {
    // It has arrived: whatever this browser lacks, the page must say so.
    document.body.innerHTML = plain;
    window.onbeforeunload = null;
  }
  return true;
};

const put = (page, kind, screen, kept) => {
  const { body } = document;
  document.documentElement.lang = page.documentElement.lang;
  document.documentElement.dir = page.documentElement.dir;
  document.title = page.title;
  document.querySelector('style').textContent = page.look;
  body.className = '';
  body.textContent = '';
  while (page.body.firstChild) body.appendChild(page.body.firstChild);
  $('hide').hidden = false;
  drafts.forEach(({ id, value }) => {
    const field = $(id);
    if (!field || field.value) return;
    field.value = value;
    if (field.closest('details')) field.closest('details').open = true;
  });
  drafts = [];
  scrollTo(0, 0);
  landed(kind);
  if (kind === 'form') start(screen, kept);
  else toRead().focus();
  if ($('enter') && typeof atCode === 'function') atCode();
  countAll();
  if (kind === 'wait') takeTurn($('again'));
};
// What is wrong with a field stands beside it, unless a box at the top says it.
const toRead = () => {
  const main = $('main');
  const wrong = main.querySelector('.trouble h1') ? null : main.querySelector('[aria-invalid]');
  const title = main.querySelector('h1');
  title.tabIndex = -1;
  return wrong || title;
};

const takeTurn = (form) => {
  setTimeout(() => { if (form.isConnected) deliver(form, fieldsOf(form)); }, form.dataset.seconds * 1000);
};

// A page that comes back from the browser's memory belongs to the next pupil.
addEventListener('pageshow', (event) => {
  if (event.persisted) location.replace($('answers') ? $('answers').dataset.home : location.href);
});

document.addEventListener('submit', (event) => {
  const { target: form } = event;
  if (event.defaultPrevented) return;
  // The page of a form has nothing of another form: the next one is loaded by itself.
  const alone = form.id === 'enter' && typeof atCode !== 'function';
  if (!able || alone || !form.matches('[data-send]')) {
    window.onbeforeunload = null; // nothing is left behind that is not sent
    return;
  }
  event.preventDefault();
  const fields = fieldsOf(form);
  const button = pressed && pressed.form === form ? pressed : null;
  if (button && button.name) fields.append(button.name, button.value);
  pressed = null;
  deliver(form, fields, button);
});
countAll();
