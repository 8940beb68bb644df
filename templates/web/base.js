'use strict';
const $ = (id) => document.getElementById(id);
// What the scripts cannot do without; where one is missing the page stays as it came, and works.
const able = [
  window.fetch, window.AbortController, window.FormData,
  window.DOMParser && DOMParser.prototype.parseFromString,
  window.Response && Response.prototype.text,
  window.URLSearchParams && URLSearchParams.prototype.set, window.history && history.pushState,
  Element.prototype.closest, Element.prototype.matches, ''.padEnd, NodeList.prototype.forEach,
].every(Boolean);

let delivering = null; // the form that is being sent

// One listener for the buttons every page has: they outlive the exchange of the page's content.
document.addEventListener('click', (event) => {
  const pressed = able && event.target.closest('#exit, #hide, #uncover');
  if (!pressed) return;
  if (pressed.id === 'exit') {
    event.preventDefault();
    window.onbeforeunload = null;
    document.documentElement.hidden = true; // nothing to see while the other page is on its way
    location.replace(pressed.href);
  } else {
    cover(pressed.id === 'hide');
  }
});
if (able) $('hide').hidden = false;

// Under the cover nothing is shown, read out or reached with the keyboard.
let place = 0;
const cover = (on) => {
  if (on) place = pageYOffset;
  $('cover').hidden = !on;
  document.body.className = on ? 'covered' : '';
  $(on ? 'uncover' : 'hide').focus();
  scrollTo(0, on ? 0 : place);
};

// The next card may be scanned while this tab still shows what the last pupil saw.
addEventListener('hashchange', () => {
  const card = location.hash.slice(1);
  if (card.length < 10 || $(card) || $('enter')) return;
  history.replaceState(history.state, '', location.pathname + location.search);
  if (!$('answers')) window.onbeforeunload = null; // the former pupil is done
  const next = `${location.pathname}?card#${card}`;
  // What the former pupil saw last is not to be found behind the next one's form.
  if (typeof clear === 'function' && kept) backBy(1, () => clear(next));
  else location.replace(next);
});
