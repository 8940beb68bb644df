// The last page is not lost: a reload gives it again, and Back asks first. What that takes is kept in
// this tab's history alone, until a way to an adult is taken or "Ferdig" is pressed.
const asks = () => document.querySelector('[data-ask]');
let kept = false; // whether this tab's history holds the last page
let since = Date.now(); // when this page came, or last asked: a finger that taps twice finishes nothing
// What has been begun in a form after the answer; a code typed once more is nothing to lose.
const filled = (field) => (
  field.type === 'radio' || field.type === 'checkbox' ? field.checked
    : field.type !== 'hidden' && !field.dataset.group && field.value.trim()
);
let writing = null; // the form that was written in last
const unsent = () => [writing, ...document.querySelectorAll('form.ask')].find((form) => (
  form && form.isConnected && [...form.querySelectorAll('input, textarea')].some(filled)
));
const sendOf = (form) => form.querySelector('.press .button');
const guardLast = () => {
  const form = unsent();
  window.onbeforeunload = asks() || form ? ask : null;
  if (!$('bring')) return;
  $('bring').hidden = !form;
  if (form) $('bring').textContent = sendOf(form).textContent;
};
document.addEventListener('input', ({ target }) => {
  if (!target.closest('.ask')) return;
  writing = target.form;
  guardLast();
  if ($('sure')) $('sure').hidden = true;
});
const settle = () => {
  const again = document.querySelector('[data-again]');
  if (!again) return;
  const home = `${$('finished').href}?lang=${document.documentElement.lang}`;
  const last = { at: 1, thanks: Object.assign({}, again.dataset) };
  window.onbeforeunload = ask;
  kept = true;
  try {
    if (history.state && history.state.at === 1) return history.replaceState(last, '', home);
    history.replaceState({ at: 0 }, '', home);
    history.pushState(last, '', home);
  } catch {
    // A browser that keeps no history for us still asks before leaving.
  }
  return;
};
// The form that asks for the last page anew.
const onceMore = (thanks) => {
  const form = document.createElement('form');
  form.method = 'post';
  form.action = thanks.action;
  ['ticket', 'answers', 'again'].forEach((name) => {
    const field = document.createElement('input');
    field.name = name;
    field.value = thanks[name];
    form.appendChild(field);
  });
  form.hidden = true;
  return $('main').appendChild(form);
};

let then = null; // what waits for the history to stand where the form began
const backBy = (steps, next) => {
  if (!steps) return next();
  then = next;
  history.go(-steps);
  return setTimeout(() => { if (then === next) window.onpopstate = then = null, next(); }, 1000);
};
addEventListener('popstate', ({ state }) => {
  if (then) {
    const next = then;
    then = null;
    return next();
  }
  if (!state || state.at !== 0 || $('answers')) return;
  if (!asks()) return history.back();
  const stay = $('stay');
  stay.dataset.text = stay.dataset.text || stay.textContent;
  stay.textContent = delivering && $('sure') ? $('sure').dataset.going : stay.dataset.text;
  $('stay').hidden = false;
  $('stay').focus();
  return history.forward();
});

// The page of a form gives way to the last page, or one of those behind it.
const landed = (kind) => {
  const { at, depth } = history.state || {};
  since = Date.now();
  guardLast();
  if ($('return')) $('return').hidden = !(history.state && history.state.thanks);
  if (kind === 'thanks') backBy(depth || 0, settle);
  else if (at === 1 && !asks()) history.replaceState({ at: 1 }, '', location.href);
};

// Goes on to an address and leaves nothing behind it in the history.
const clear = (next) => {
  window.onbeforeunload = null;
  if (!history.replaceState) return location.replace(next);
  document.documentElement.hidden = true;
  const steps = history.state && history.state.at;
  history.replaceState(null, '', location.pathname);
  return backBy(steps, () => {
    history.replaceState(null, '', location.pathname);
    location.replace(next);
  });
};
document.addEventListener('click', (event) => {
  if (event.target.id === 'bring') return sendOf(unsent()).click();
  if (event.target.id === 'return') {
    const form = onceMore(history.state.thanks);
    return deliver(form, fieldsOf(form), event.target);
  }
  const finished = event.target.closest('#finished');
  if (!finished) return;
  event.preventDefault();
  const soon = Date.now() - since < 1000;
  since = Date.now(); // an impatient finger goes on tapping
  if (soon) return;
  const sure = $('sure');
  const form = unsent();
  if (!delivering && (!sure.hidden || !form)) return clear(finished.href);
  sure.textContent = delivering ? sure.dataset.going
    : sure.dataset.text.replace('{send}', sendOf(form).textContent);
  sure.hidden = false;
  return sure.focus();
});

// A code is copied where the browser lets us; elsewhere the button is not there.
const byHand = () => {
  getSelection().selectAllChildren($('receipt-code'));
  return document.execCommand && document.execCommand('copy') ? Promise.resolve() : Promise.reject();
};
if (navigator.clipboard || (document.queryCommandSupported && document.queryCommandSupported('copy'))) {
  document.documentElement.classList.add('copies');
}
document.addEventListener('click', ({ target }) => {
  if (target.id !== 'copy') return;
  const text = $('receipt-code').textContent;
  const copied = navigator.clipboard ? navigator.clipboard.writeText(text).catch(byHand) : byHand();
  copied.then(() => { target.textContent = target.dataset.done; }, () => { target.hidden = true; });
});

if ($('main').dataset.page === 'thanks') settle();
