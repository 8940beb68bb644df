// One question a screen. Enter means Next: only the last screen sends.
const start = (wanted, kept = []) => {
  const form = $('answers');
  if (!form || !able) return;
  const screens = [...form.querySelectorAll('.screen')];
  const trouble = screens[0].querySelector('.trouble');
  const promise = form.querySelector('.promise');
  let shown = screens[0];
  let overseen = !!trouble; // who has been at the end and mends one thing comes straight back to it
  let warned = false;
  let came = 0; // when this screen came, or was last pressed too soon
  let led = press; // the click that led to it

  const named = (name) => screens.find((screen) => screen.dataset.screen === name);
  const check = named('check');
  const chosen = (name) => form.querySelector(`input[name="${name}"]:checked`);
  const applies = ({ dataset: { item, options } }) =>
    !item || (!!chosen(item) && options.split(' ').includes(chosen(item).value));
  const asked = () => screens.filter(applies);
  const last = () => asked().pop();
  const empty = () => !form.querySelector(':checked')
    && [...form.querySelectorAll('textarea')].every((text) => !text.value.trim());

  const show = (screen) => {
    const all = asked();
    const at = all.indexOf(screen);
    const total = all.length - (check ? 2 : 1);
    const say = (text) => text.replace('{number}', at).replace('{total}', total);
    const question = at > 0 && screen !== check;
    shown = screen;
    came = Date.now();
    led = press;
    screens.forEach((other) => { other.hidden = other !== screen; });
    $('step').textContent = question ? say(form.dataset.step) : '';
    $('short').textContent = question ? say(form.dataset.short) : '';
    $('bar').hidden = at === 0;
    $('bar').max = total;
    $('bar').value = at;
    $('back').hidden = at === 0;
    $('send').hidden = screen !== last();
    $('next').hidden = screen === last();
    $('next').textContent = $('next').dataset[at ? 'next' : trouble ? 'mend' : 'start'];
    $('empty').hidden = true;
    // The question comes first on its screen: the promise is one line above it, and unfolds.
    if (at) form.insertBefore(promise, form.firstChild);
    else screen.appendChild(promise);
    promise.open = at === 0;
    if (screen === check) fillCheck();
    if (screen === last()) overseen = true;
    scrollTo(0, 0);
    const wrong = screen.querySelector('textarea[aria-invalid]');
    (wrong || screen.querySelector('[tabindex="-1"]')).focus();
    if (wrong) wrong.scrollIntoView({ block: 'center' });
  };
  // What was answered, question by question; each leads back to its screen.
  const fillCheck = () => {
    const list = check.querySelector('.list');
    list.textContent = '';
    asked().forEach((screen) => screen.querySelectorAll('fieldset, .question').forEach((part) => {
      const row = list.appendChild(document.createElement('button'));
      const choice = part.querySelector(':checked ~ span');
      const text = part.querySelector('textarea');
      row.type = 'button';
      row.className = 'row given';
      row.appendChild(document.createElement('small')).textContent = part.querySelector('h2, .label').textContent;
      const answer = row.appendChild(document.createElement('span'));
      answer.textContent = choice ? choice.textContent : (text && text.value.trim()) || list.dataset.none;
      row.onclick = () => go(screen);
    }));
  };
  // Each screen has its place in the history, under the home page's address: Back goes one question
  // back, and a reload finds the start rather than a form that would be sent for once more.
  const go = (screen) => {
    const depth = (history.state && history.state.depth) || 0;
    show(screen);
    try {
      if (!depth) history.replaceState(null, '', form.dataset.home);
      history.pushState({ depth: depth + 1, screen: screen.dataset.screen }, '', form.dataset.home);
    } catch {
      // A browser that keeps no history for us, or a page saved as a file: the button still works.
    }
  };
  const onward = () => {
    const ahead = asked().slice(asked().indexOf(shown) + 1);
    const follows = ahead[0].dataset.item === shown.dataset.screen && !ahead[0].querySelector(':checked');
    const wrong = ahead.find((screen) => screen.querySelector('[aria-invalid]'));
    go(overseen && !follows ? wrong || last() : ahead[0]);
  };
  const back = () => {
    if (history.state && history.state.screen === shown.dataset.screen) history.back();
    else show(asked()[asked().indexOf(shown) - 1]);
  };
  window.onpopstate = ({ state }) => {
    if (!form.isConnected || delivering || location.hash) return;
    const at = Math.max(screens.indexOf(named(state && state.screen)), 0);
    show(applies(screens[at]) ? screens[at] : screens[at - 1]);
  };
  const guard = () => { if (!empty()) window.onbeforeunload = ask; };

  const translate = async (button) => {
    if (delivering) return;
    $('lost').hidden = true;
    // What has been chosen stays here: neither this request nor its answer tells of it.
    const valuesOf = (fields) => [...form.querySelectorAll(fields)].map(({ name, value }) => [name, value]);
    const own = valuesOf('[type=hidden]');
    const given = valuesOf(':checked, textarea');
    const wish = new URLSearchParams(own);
    wish.set('lang', button.value);
    const arrived = await exchange(button.getAttribute('formaction'), wish, shown.dataset.screen, given);
    if (arrived === true) return;
    if (arrived) return tell(form, arrived);
    $('lost').hidden = false;
    $('lost').scrollIntoView({ block: 'center' });
  };
  const send = () => {
    const sent = fieldsOf(form);
    // A question that is no longer asked is not answered: the pupil has changed their mind.
    screens.forEach(({ dataset: { item, options, screen } }) => {
      const before = item && chosen(item) && chosen(item).value;
      if (before && before !== 'skip' && !options.split(' ').includes(before)) sent.delete(screen);
    });
    if (warned) sent.append('asked', 'empty');
    if (!empty() || warned) return deliver(form, sent, $('send'));
    warned = true;
    shown.insertBefore($('empty'), shown.firstChild);
    $('empty').hidden = false;
    scrollTo(0, 0);
  };

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const button = pressed;
    pressed = null;
    if (button && button.name === 'lang') translate(button);
    else if (shown !== last()) onward();
    else send();
  });
  // The second half of a double press would pass by what has only just come into sight, answer it or
  // send it. A mouse says which half it is; a key, whose clicks are numbered 0, is never too soon.
  form.addEventListener('click', (event) => {
    const { detail, pointerType, clientX, clientY } = event;
    const near = Math.abs(clientX - led.clientX) + Math.abs(clientY - led.clientY) < 60;
    const soon = Date.now() - came < (detail > 1 ? 500 : 350);
    if (!near || !soon || detail === 0 || (detail === 1 && pointerType === 'mouse')) return;
    came = Date.now();
    event.preventDefault();
    event.stopPropagation();
  }, true);
  form.addEventListener('click', (event) => {
    const link = event.target.closest('a[href^="#"]');
    if (!link) return;
    event.preventDefault();
    go($(link.hash.slice(1)).closest('.screen'));
  });
  // From the first title Enter begins; from the list it finds Send, so that a press too many, or one
  // held down, sends nothing that was not looked through.
  form.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.repeat || !event.target.matches('[tabindex="-1"]')) return;
    event.preventDefault(); // or Send, which has the focus by then, is pressed too
    if (shown === screens[0]) onward();
    else if (shown === check) $('send').focus();
  });
  form.addEventListener('input', ({ target }) => {
    guard();
    const wrong = target.closest('[aria-invalid]');
    if (wrong) wrong.removeAttribute('aria-invalid');
  });
  $('back').onclick = back;

  // On the long page each question stands below the title; here it is the title of its screen.
  screens.slice(1).forEach((screen) => screen.querySelectorAll('h2').forEach((heading) => {
    heading.setAttribute('role', 'heading');
    heading.setAttribute('aria-level', 1);
    heading.setAttribute('aria-labelledby', `step ${heading.id}`);
  }));
  kept.forEach(([name, value]) => {
    [...form.querySelectorAll(`[name="${name}"]`)].forEach((field) => {
      if (field.type === 'radio') field.checked = field.value === value;
      else field.value = value;
    });
  });
  history.scrollRestoration = 'manual';
  const at = named(wanted);
  show(at && applies(at) ? at : screens[0]);
  guard();
  // In another language now, which a reload keeps.
  if (wanted && history.replaceState) history.replaceState(history.state, '', form.dataset.home);
};

start();
