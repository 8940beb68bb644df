const limits = JSON.parse(document.body.dataset.limits);
const unsaved = new Set();

const samplesOf = async (blob) => {
  // Decoding brings the sound to the rate of the context.
  const context = new OfflineAudioContext(1, 1, limits.rate);
  const sound = await context.decodeAudioData(await blob.arrayBuffer());
  const channels = [...Array(sound.numberOfChannels).keys()].map((n) => sound.getChannelData(n));
  return Float32Array.from(channels[0], (_, at) =>
    channels.reduce((sum, channel) => sum + channel[at], 0) / channels.length);
};

// As hear and fault in sound.py.
const faultOf = (samples, least, most) => {
  const spoken = [];
  for (let from = 0; from + limits.frame <= samples.length; from += limits.frame) {
    const frame = samples.subarray(from, from + limits.frame);
    const power = frame.reduce((sum, sample) => sum + sample * sample, 0) / limits.frame;
    if (Math.sqrt(power) >= limits.speech) spoken.push({ from, frame, power });
  }
  if (!spoken.length) return 'silent';
  const power = spoken.reduce((sum, part) => sum + part.power, 0) / spoken.length;
  const cut = spoken.reduce((sum, { frame }) =>
    sum + frame.filter((sample) => Math.abs(sample) >= limits.highest).length, 0);
  const seconds = (spoken[spoken.length - 1].from + limits.frame - spoken[0].from) / limits.rate;
  if (Math.sqrt(power) < limits.leastLoud) return 'quiet';
  if (cut / (spoken.length * limits.frame) > limits.mostCut) return 'loud';
  if (seconds < least) return 'short';
  return seconds > most ? 'long' : '';
};

const wav = (samples) => {
  const view = new DataView(new ArrayBuffer(44 + 2 * samples.length));
  const text = (at, letters) => [...letters].forEach((letter, n) => view.setUint8(at + n, letter.charCodeAt(0)));
  text(0, 'RIFF');
  view.setUint32(4, 36 + 2 * samples.length, true);
  text(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, limits.rate, true);
  view.setUint32(28, 2 * limits.rate, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  text(36, 'data');
  view.setUint32(40, 2 * samples.length, true);
  samples.forEach((sample, n) => {
    view.setInt16(44 + 2 * n, Math.round(Math.max(-1, Math.min(1, sample)) * 32767), true);
  });
  return new Blob([view], { type: 'audio/wav' });
};

document.querySelectorAll('article').forEach((card) => {
  const words = JSON.parse(card.closest('main').dataset.words);
  const { name, least, most } = card.dataset;
  const [button, said, player, save, file] =
    ['.record', '.said', 'audio', '.save', 'input'].map((part) => card.querySelector(part));
  let recorder = null;

  const take = async (blob) => {
    player.hidden = save.hidden = true;
    unsaved.delete(name);
    try {
      const samples = await samplesOf(blob);
      const fault = faultOf(samples, least, most);
      said.textContent = words[fault || 'good'];
      player.src = save.href = URL.createObjectURL(wav(samples));
      player.hidden = false;
      save.download = `${name}.wav`;
      save.hidden = fault !== '';
      if (!fault) unsaved.add(name);
    } catch {
      said.textContent = words.unreadable;
    }
  };

  const record = async () => {
    const microphone = await navigator.mediaDevices.getUserMedia({ audio: true });
    const parts = [];
    recorder = new MediaRecorder(microphone);
    recorder.ondataavailable = ({ data }) => parts.push(data);
    recorder.onstop = () => {
      microphone.getTracks().forEach((track) => track.stop());
      recorder = null;
      button.setAttribute('aria-pressed', false);
      button.textContent = words.record;
      take(new Blob(parts, { type: parts[0].type }));
    };
    recorder.start();
    button.setAttribute('aria-pressed', true);
    button.textContent = words.stop;
  };

  button.onclick = () => {
    if (recorder) recorder.stop();
    else record().catch(() => { card.closest('main').querySelector('.none').hidden = false; });
  };
  file.onchange = () => { if (file.files[0]) take(file.files[0]); };
  save.onclick = () => unsaved.delete(name);
});

window.onbeforeunload = (event) => { if (unsaved.size) event.preventDefault(); };
