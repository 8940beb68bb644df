'use strict';
const $ = (id) => document.getElementById(id);

// One listener for the buttons every page has: they outlive the exchange of the page's content.
document.addEventListener('click', (event) => {
  const pressed = event.target.closest('#exit, #hide, #uncover');
  if (!pressed) return;
  if (pressed.id === 'hide') $('cover').showModal();
  if (pressed.id === 'uncover') $('cover').close();
  if (pressed.id === 'exit') {
    event.preventDefault();
    window.onbeforeunload = null;
    document.documentElement.hidden = true; // nothing to see while the other page is on its way
    location.replace(pressed.href);
  }
});
$('hide').hidden = false;

// The next card may be scanned while this tab still shows what the last pupil saw.
window.addEventListener('hashchange', () => {
  const card = location.hash.slice(1);
  if (card.length < 10 || $(card) || typeof useCard === 'function') return;
  history.replaceState(history.state, '', location.pathname + location.search);
  location.replace(`${location.pathname}?card#${card}`);
});
