import type { SeededRandom } from '../seeded-random.ts';

const SPEAKERS = ['Ada', 'Bruno', 'Chiara', 'Daan', 'Elif', 'Farid'] as const;

const OPENINGS = [
  'Before we go on, ',
  'One thing from last week: ',
  'I looked at this again and ',
  'To answer the question from the chat, ',
  'If I understood the drivers correctly, ',
  'For the minutes, ',
  '',
  '',
  '',
] as const;

const STATEMENTS = [
  'the depot in {city} missed {number} collections, nearly all of them between seven and nine in the morning.',
  'we still count a parcel as late when the buyer was not at home, and that makes {city} look worse than it is.',
  'the new franking machine saves about {number} seconds a box, which sounds small until you multiply it by a Monday.',
  'I would rather keep two carriers for {city} than depend on one that raised its price by {number} percent.',
  'the returns from {city} went down to {number} a day after we put the dimensions on the product page.',
  'nobody has tested the fallback since spring, so I would not promise {number} minutes to anyone.',
  'the warehouse wants the forecast by Thursday; with {number} lines open we cannot give them more than a range.',
  'customers in {city} ask for evening delivery, {number} of them this month, and we send each the same apology.',
  'the driver app loses its place when the tunnel cuts the connection, that explains {number} of the double scans.',
  'we agreed on {number} pallets, the contract says something else, and both sides signed it.',
  'if the second shift starts an hour earlier, {city} can be loaded before the road closes.',
  'the audit found {number} addresses without a house number; most of them are farms, so that is not an error.',
  'I can have a first version in {number} days, but without the part that talks to the old system.',
  'the complaint from {city} was fair, we had told them Tuesday and came on Friday.',
  'insurance covers broken glass only when the box was marked, and {number} of them were not.',
] as const;

const REPLIES = [
  'Then let us measure it for a week before we decide.',
  'I disagree, the numbers from {city} were taken during the holiday.',
  'Who can check that until Wednesday?',
  'That matches what the team in {city} says.',
  'Fine with me, as long as it is written down this time.',
  'Could we try it at one place first, {city} for example?',
  'What would it cost to do nothing?',
  'I will take that one.',
  'Let us park that, it needs people who are not here.',
] as const;

const CITIES = ['Ghent', 'Lille', 'Aachen', 'Utrecht', 'Kiel', 'Basel', 'Turin', 'Poznan'] as const;

/** The minutes of a long meeting, word for word, of at least so many characters. */
export function meetingTranscript(random: SeededRandom, characters: number): string {
  const lines: string[] = [];
  let length = 0;
  for (let minute = 0; length < characters; minute += random.between(1, 2)) {
    const time = `${String(9 + Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
    const said =
      random.next() < 0.7 ? `${random.pick(OPENINGS)}${random.pick(STATEMENTS)}` : random.pick(REPLIES);
    const text = said
      .replace('{city}', random.pick(CITIES))
      .replace('{number}', String(random.between(3, 240)));
    const line = `[${time}] ${random.pick(SPEAKERS)}: ${text.charAt(0).toUpperCase()}${text.slice(1)}`;
    lines.push(line);
    length += line.length + 1;
  }
  return lines.join('\n');
}
