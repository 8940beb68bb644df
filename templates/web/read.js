const speech = window.SpeechSynthesisUtterance && window.speechSynthesis;
let reading = null; // the button whose question is being read
let heard = null; // the part of the page the pupil has asked to hear
let sound = null;

// Only a voice that lives on the device: another one would send what stands here over the network.
const voice = () => {
  const here = speech ? speech.getVoices().filter((known) => known.localService === true) : [];
  const speaks = (language) => here.find((known) => known.lang.toLowerCase().split(/[-_]/)[0] === language);
  return $('main').dataset.voices.split(' ').map(speaks).find(Boolean);
};

const hush = () => {
  if (speech) speech.cancel();
  if (sound) sound.pause();
  if (reading) reading.setAttribute('aria-pressed', false);
  document.querySelectorAll('.spoken').forEach((part) => part.classList.remove('spoken'));
  reading = sound = null;
};

const speak = (parts) => {
  const by = voice();
  const mine = reading; // some browsers end what was cancelled when the next is on its way
  if (!by) return hush();
  parts.forEach((part, at) => {
    const said = new SpeechSynthesisUtterance(part.textContent.trim());
    said.voice = by;
    said.lang = by.lang;
    said.rate = .9;
    const row = part.closest('.row') || part;
    said.onstart = () => row.classList.add('spoken');
    said.onend = () => {
      row.classList.remove('spoken');
      if (at === parts.length - 1 && reading === mine) hush();
    };
    speech.speak(said);
  });
};

const read = (button) => {
  // What a button opens that is read by itself is left out here; its name is not.
  const apart = heard.matches('.tell') ? '.card > :not(summary), .card > :not(summary) *' : '#none';
  const parts = [...heard.querySelectorAll('h1, h2, h3, summary, label[for], p, .row span, a')]
    .filter((part) => !part.matches(apart) && !part.hidden);
  reading = button;
  button.setAttribute('aria-pressed', true);
  if (button.dataset.url) play(button, parts);
  else speak(parts);
};

const offer = () => {
  hush();
  const by = voice();
  document.querySelectorAll('.listen').forEach((button) => { button.hidden = !(by || button.dataset.url); });
  if ($('unread')) $('unread').hidden = !document.querySelector('[data-screen=intro] .listen').hidden;
};

document.addEventListener('click', ({ target }) => {
  const button = target.closest('.listen');
  const again = button === reading;
  if (target.closest('button, #exit')) hush();
  if (!button || again) return;
  heard = button.closest('fieldset, .question, .card, .screen, .tell');
  read(button);
});
// Whoever listens hears the word of what they choose. Only from the device: nobody is told of it.
document.addEventListener('change', ({ target }) => {
  if (!heard || !heard.contains(target) || heard.querySelector('[data-url]') || target.type !== 'radio') return;
  hush();
  speak([target.parentElement.querySelector('span')]);
});
if (speech && speech.addEventListener) speech.addEventListener('voiceschanged', offer);
// Another page may take the place of this one without being loaded anew.
if (window.MutationObserver) new MutationObserver(offer).observe(document.body, { childList: true });
offer();
