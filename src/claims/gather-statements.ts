import type { Vehicle } from '../domain/provision.ts';
import { findBehaviours, type SpokenBehaviour } from './find-behaviours.ts';
import { findMoney, type Money } from './find-money.ts';
import { findSanctions, type Sanction } from './find-sanctions.ts';
import { findVehicles, type SpokenVehicle } from './find-vehicles.ts';
import type { Sentence, Span } from './spoken-text.ts';

/** What one penalty of a sentence is said to be for. Behaviours and vehicles are empty where the sentence names none before or beside it. */
export interface Statement {
  readonly behaviours: readonly SpokenBehaviour[];
  readonly vehicles: readonly Vehicle[];
  readonly money: Money | null;
  readonly sanctions: readonly Sanction[];
  /** Fines of organisations are twice those of people. */
  readonly ofOrganisations: boolean;
}

type Mark =
  | { readonly type: 'behaviour'; readonly span: SpokenBehaviour }
  | { readonly type: 'vehicle'; readonly span: SpokenVehicle }
  | { readonly type: 'money'; readonly span: Money }
  | { readonly type: 'sanction'; readonly span: Sanction };

interface Group {
  behaviours: SpokenBehaviour[];
  vehicles: Vehicle[];
  money: Money | null;
  sanctions: Sanction[];
  /** End of the last penalty; -1 while there is none. */
  penaltyEnd: number;
}

/** Money right after these is no fine: wages, prices, damage, rewards. */
const NO_FINE_BEFORE =
  /(?:luong|thu nhap|gia|mua|ban|thuong|boi thuong|thiet hai|tri gia|thu duoc|tong|von|no|vay|chi phi|le phi|hoc phi|tien xe)(?: (?:la|hon|gan|khoang|co|toi|len|den|thang|duoc|moi|con|cua|\d+)){0,2}$/;
/** Money right after these is denied: "chứ không phải 20 triệu". */
const DENIED_BEFORE = /(?:khong|ko|k|dau) (?:phai|den|toi)(?: la| phat| muc| bi phat)?$|chu (?:khong|ko)(?: phai)?$/;
const JOINED = /^ ?(?:,|\/|hoac|hay|va|cung nhu|lan)? ?(?:\w+ ){0,2}$/;
const ORGANISATION = /\b(?:to chuc|cong ty|doanh nghiep|co quan|ho kinh doanh)\b/;
const FORMER =
  /\b(?:truoc day|truoc kia|hoi truoc|luc truoc|hoi (?:nam )?20(?:0\d|1\d|2[0-4])|ngay xua|ngay truoc|truoc do|xua kia|hoi xua|xua|luat cu|muc cu|muc phat cu|quy dinh cu|cu la|nghi dinh 100|nd ?100|nghi dinh so 100|nghi dinh 123|nghi dinh 46|nghi dinh 171|hoi do|nam 20(?:0\d|1\d|2[0-4])|truoc (?:nam )?2025|truoc la|tang tu|tu muc)\b/g;
const PRESENT =
  /\b(?:bay gio|gio day|gio|hien nay|hien tai|hien hanh|den nay|con nay|thi nay|, nay|nay (?:la|len|thanh|tang|phat|bi)|tang len|len (?:thanh|den|toi|muc)?|thanh|nghi dinh 168|nd ?168|luat moi|muc moi|tu (?:nam |ngay )?(?:1\/1\/)?2025|2026)\b/g;

/** The penalties of a sentence with what each is for. Former law, denied figures and money that is no fine are left out. */
export function gatherStatements(sentence: Sentence): Statement[] {
  const money = findMoney(sentence).filter((each) => isFine(sentence.bare, each));
  const marks: Mark[] = [
    ...findBehaviours(sentence).map((span) => ({ type: 'behaviour' as const, span })),
    ...findVehicles(sentence).map((span) => ({ type: 'vehicle' as const, span })),
    ...money.map((span) => ({ type: 'money' as const, span })),
    ...findSanctions(sentence)
      .filter((each) => !isFormer(sentence.bare, each))
      .map((span) => ({ type: 'sanction' as const, span })),
  ].toSorted((a, b) => a.span.start - b.span.start);
  const groups: Group[] = [emptyGroup()];
  for (const mark of marks) {
    const last = groups.at(-1) ?? emptyGroup();
    const group = opensGroup(mark, last, sentence.bare) ? emptyGroup() : last;
    if (group !== last) groups.push(group);
    add(group, mark, sentence.bare);
  }
  const ofOrganisations = ORGANISATION.test(sentence.bare);
  return inherit(
    groups.filter((group) => group.penaltyEnd >= 0 || group.behaviours.length > 0 || group.vehicles.length > 0),
    ofOrganisations,
  );
}

function emptyGroup(): Group {
  return { behaviours: [], vehicles: [], money: null, sanctions: [], penaltyEnd: -1 };
}

function isFine(text: string, money: Money): boolean {
  const before = text.slice(Math.max(0, money.start - 40), money.start).trimEnd();
  return !NO_FINE_BEFORE.test(before) && !DENIED_BEFORE.test(before) && !isFormer(text, money);
}

/** A range begins at its "từ", which is part of "tăng từ". */
const FROM = 3;

/** Whether the last word before it that says when, says formerly. */
function isFormer(text: string, { start }: Span): boolean {
  const last = (pattern: RegExp): number => [...text.slice(0, start + FROM).matchAll(pattern)].at(-1)?.index ?? -1;
  const former = last(FORMER);
  if (former >= 0) return former > last(PRESENT);
  // "xe máy 800k-1tr hồi năm 2020": what follows at the end of the sentence counts for all of it.
  return /\b(?:truoc day|hoi truoc|ngay xua|theo luat cu|nghi dinh 100|nd ?100)[^,;]*$/.test(text.slice(start)) && last(PRESENT) < 0;
}

/** A second amount, or what is named behind a penalty and a comma, begins the next statement. */
function opensGroup(mark: Mark, group: Group, text: string): boolean {
  if (group.penaltyEnd < 0) return false;
  if (mark.type === 'money') return group.money !== null;
  if (mark.type === 'sanction') return false;
  const between = text.slice(group.penaltyEnd, mark.span.start);
  if (/[,;:(]|\b(?:con|va|trong khi|nhung)\b/.test(between)) return true;
  return mark.type === 'vehicle' ? group.vehicles.length > 0 : group.behaviours.length > 0;
}

/** Behaviours in a row share a penalty: "vượt đèn đỏ, đi ngược chiều". Of others the last one named before the penalty counts. */
function joined({ behaviours }: Group, next: Span, text: string): SpokenBehaviour[] {
  const last = behaviours.at(-1);
  return last && JOINED.test(text.slice(last.end, next.start)) ? behaviours : [];
}

function add(group: Group, mark: Mark, text: string): void {
  if (mark.type === 'behaviour') group.behaviours = [...joined(group, mark.span, text), mark.span];
  else if (mark.type === 'vehicle') group.vehicles.push(mark.span.vehicle);
  else {
    if (mark.type === 'money') group.money = mark.span;
    else group.sanctions.push(mark.span);
    group.penaltyEnd = mark.span.end;
  }
}

/** A group without behaviour or vehicle takes those of the group before it, "xe máy 4–6 triệu, ô tô 18–20 triệu" its behaviour. */
function inherit(groups: readonly Group[], ofOrganisations: boolean): Statement[] {
  const found: Statement[] = [];
  let behaviours: readonly SpokenBehaviour[] = [];
  let vehicles: readonly Vehicle[] = [];
  for (const group of groups) {
    if (group.behaviours.length > 0) behaviours = group.behaviours;
    if (group.vehicles.length > 0) vehicles = [...new Set(group.vehicles)];
    if (group.penaltyEnd >= 0) found.push({ behaviours, vehicles, money: group.money, sanctions: group.sanctions, ofOrganisations });
  }
  return found;
}
