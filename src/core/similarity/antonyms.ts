/** Words with their opposites, as prompts have them; each line is a pair, each side may have several forms. */
const PAIRS = `
enable enables enabled enabling activate|disable disables disabled disabling deactivate
on|off
allow allows allowed permit permits permitted grant grants granted|deny denies denied forbid forbids forbidden block blocks blocked refuse refuses refused
increase increases increased increasing raise|decrease decreases decreased decreasing reduce reduces reduced lower
start starts started starting begin|stop stops stopped stopping end ends ended
open opens opened opening|close closes closed closing
add adds added adding|remove removes removed removing delete deletes deleted deleting
create creates created|destroy destroys destroyed
install installs installed installing|uninstall uninstalls uninstalled uninstalling
encrypt encrypts encrypted encryption encoding encode|decrypt decrypts decrypted decryption decoding decode
compress compressed zip|decompress decompressed unzip extract
upload uploads uploaded|download downloads downloaded
import imports imported importing|export exports exported exporting
buy buys bought buying purchase|sell sells sold selling
win wins won winning|lose loses lost losing
accept accepts accepted approve approves approved|reject rejects rejected decline declines declined
agree agrees|disagree disagrees
include includes included including with|exclude excludes excluded excluding without
before earlier|after later
above over|below under beneath
more most|less least fewer fewest
max maximum highest largest biggest longest|min minimum lowest smallest shortest
best better|worst worse
good great|bad poor
safe safely secure|unsafe dangerous insecure
legal legally lawful|illegal illegally unlawful
true correct right valid|false incorrect wrong invalid
possible can able|unable cannot
positive pros advantage advantages benefits benefit upside|negative cons disadvantage disadvantages drawbacks drawback downside
hot hotter hottest warm|cold colder coldest cool
fast faster fastest quick quickly speed accelerate|slow slower slowest slowly
high higher|low lower
big large|small little tiny
long longer|short shorter
old older oldest|new newer newest latest young younger youngest
first|last
up upward upwards rise rises rising|down downward downwards fall falls falling
left|right
inside in indoor indoors internal|outside out outdoor outdoors external
push pushes|pull pulls
send sends sent|receive receives received
public publicly|private privately
show shows reveal|hide hides conceal
lock locks locked|unlock unlocks unlocked
connect connects connected|disconnect disconnects disconnected
love like likes|hate dislike dislikes
expensive|cheap
easy easiest simple|hard difficult hardest complex
always|never
everyone everybody everything all every|nobody nothing none
ascending|descending
horizontal horizontally|vertical vertically
rich|poor
strong stronger|weak weaker
early|late
gain gains profit profits|loss losses
lend|borrow
arrive arrives arrival|depart departs departure leave leaves
question|answer
cause causes|prevent prevents
grow grows growth|shrink shrinks
inhale|exhale
input|output
male man men he his boy|female woman women she her girl
day morning|night evening
summer|winter
north|south
east|west
alive|dead
full|empty
sync synchronous|async asynchronous
`;

/** From a word to the pairs and the sides that it stands on: `pair * 2 + side`. */
export const ANTONYM_SIDES: ReadonlyMap<string, readonly number[]> = readPairs();

function readPairs(): Map<string, number[]> {
  const sides = new Map<string, number[]>();
  PAIRS.trim()
    .split('\n')
    .forEach((line, pair) => {
      line.split('|').forEach((forms, side) => {
        for (const form of forms.split(' ')) sides.set(form, [...(sides.get(form) ?? []), pair * 2 + side]);
      });
    });
  return sides;
}
