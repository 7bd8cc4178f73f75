// Names of places found by their sounds, as an input method takes them: xipingzhen, xiping, xpz,
// xpzhen. Spellings of a name stand between bars, blanks part its syllables: "lv liang|lu liang".
const LETTERS = /^[a-z]+$/;
// On a keyboard v is ü; apostrophes part syllables that are parted anyhow.
const typedSounds = (typed) => {
  const plain = typed.toLowerCase().replace(/ü/g, "v").normalize("NFD").replace(/[\u0300-\u036f'’]/g, "");
  return LETTERS.test(plain) ? plain : "";
};
const beginnings = (syllable) => [syllable, syllable.slice(0, 1), ...(syllable.match(/^[csz]h/) ?? [])];
const soundsLike = (typed, spellings) => spellings.split("|").some((spelling) => {
  const syllables = spelling.split(" ");
  const from = (at, left) => !left || (at < syllables.length && (syllables[at].startsWith(left)
    || beginnings(syllables[at]).some((head) => left.startsWith(head) && from(at + 1, left.slice(head.length)))));
  return syllables.some((_, at) => from(at, typed));
});
