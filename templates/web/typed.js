// Codes are shown in groups while they are typed. What is deleted or put in the middle stays there.
const plain = (text) => text.normalize('NFKC').toUpperCase().replace(/[\s-]/g, '')
  .replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => digit.charCodeAt(0) & 15);
const group = (field, forward) => {
  const size = Number(field.dataset.group);
  const typed = plain(field.value);
  const shown = typed.replace(new RegExp(`(.{${size}})(?=.)`, 'g'), '$1 ');
  if (shown === field.value) return;
  const before = plain(field.value.slice(0, field.selectionStart)).length;
  const spaces = Math.floor((before - (forward ? 0 : 1)) / size);
  field.value = shown;
  field.setSelectionRange(before + Math.max(spaces, 0), before + Math.max(spaces, 0));
};
const grouped = (event) => {
  if (!event.target.dataset.group || event.isComposing) return;
  group(event.target, event.inputType === 'deleteContentForward');
};
document.addEventListener('input', grouped);
document.addEventListener('compositionend', grouped);
