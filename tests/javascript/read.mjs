// Reads exported documents with nothing but Automerge, as any other program would, and says what it finds as JSON.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as Automerge from "@automerge/automerge";

const folder = process.argv[2];
const open = (file) => Automerge.load(readFileSync(join(folder, file)));
const community = open("community-1.automerge");
const notebook = open("notebook-1.automerge");

const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
const standing = (map) =>
  Object.entries(map)
    .filter(([, item]) => item.out === undefined)
    .map(([id, item]) => ({ id, ...item }))
    .sort((a, b) => compare(String(a.order), String(b.order)) || compare(a.id, b.id));

// The words of a rule are its newest wording.
const newest = (wordings) =>
  Object.entries(wordings)
    .map(([id, wording]) => ({ id, ...wording }))
    .sort((a, b) => Number(b.step) - Number(a.step) || compare(a.id, b.id))[0];

const presenter = (slot) => {
  if (slot.presenter === undefined) return null;
  const [kind, topic] = String(slot.presentation).split("\n");
  return { member: String(slot.presenter), presentation: { kind, topic } };
};

const meetings = Object.values(community.meetings)
  .filter((meeting) => meeting.out === undefined)
  .sort((a, b) => compare(String(a.when), String(b.when)));

console.log(
  JSON.stringify({
    groundrules: standing(community.groundrules).map((rule) => String(newest(rule.wordings).words)),
    notes: standing(notebook.notes).map((note) => String(note.words)),
    presenters: meetings.map((meeting) => standing(meeting.slots).map(presenter)),
  }),
);
