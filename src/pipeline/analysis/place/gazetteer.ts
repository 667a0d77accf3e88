import type { Landmark, PlaceUnit } from '../../../domain/place.ts';
import { foldBare } from '../../../language/fold.ts';
import { words } from '../../../language/tokenize.ts';
import type { Rank } from './place-words.ts';
import { ALIASES, PROVINCES } from './provinces.ts';

/** What a name may stand for. */
export interface Sense {
  /** null: a province of which we keep no units. */
  readonly unit: PlaceUnit | null;
  readonly rank: Rank;
  /** Type under which the name is or was known; of former communes also `thi-tran`, of a landmark its kind. */
  readonly type: string;
  /** The unit bears this name no more; `unit` is the one that took its place. */
  readonly isFormer: boolean;
  /** Folded names of the districts and merged provinces that it lay in. The province of today tells nothing: all of its units lie in it. */
  readonly within: readonly string[];
  /** No other province has a place of this name; null when that is not known. */
  readonly isOnlyOurs: boolean | null;
}

/** Words of names as a tree; `senses` are of the name that ends here. */
export interface NameNode {
  readonly next: Map<string, NameNode>;
  readonly senses: Sense[];
}

export interface Gazetteer {
  readonly toned: NameNode;
  readonly bare: NameNode;
  /** Former districts by `districtKey`. */
  readonly districts: Map<string, PlaceUnit>;
}

const TYPE_PREFIX = /^(Phường|Xã|Đặc khu|Tỉnh|Thành phố|Quận|Huyện|Thị xã|Thị trấn) (.+)$/u;
const ENDED = / \(cũ\)$/u;
const PROVINCE_TYPES = new Set(['tinh', 'thanh-pho']);
const DISTRICT_TYPES = new Set(['quan', 'huyen', 'thi-xa', 'thanh-pho']);

/**
 * Builds the tree of all names: the units, the communes that became part of them, landmarks, and the other provinces of the country, by which a
 * place that lies elsewhere is told.
 */
export function createGazetteer(units: readonly PlaceUnit[], landmarks: readonly Landmark[] = []): Gazetteer {
  const gazetteer: Gazetteer = { toned: newNode(), bare: newNode(), districts: new Map() };
  const known = new Set<string>();
  const ours = new Set(
    units.filter((unit) => rankOf(unit) === 'province' && !ENDED.test(unit.name)).map((unit) => folded(bareName(unit.name))),
  );
  const withinOf = (unit: PlaceUnit): string[] => widerNames(unit).filter((name) => !ours.has(name));
  for (const unit of units) {
    const name = bareName(unit.name);
    const isUnique = (ofUnit: string): boolean | null => unit.uniqueNames?.includes(ofUnit) ?? null;
    add(gazetteer, name, {
      unit,
      rank: rankOf(unit),
      type: unit.type,
      isFormer: false,
      within: withinOf(unit),
      isOnlyOurs: isUnique(name),
    });
    if (rankOf(unit) === 'province') known.add(folded(name));
    if (rankOf(unit) === 'district') gazetteer.districts.set(districtKey(unit.profile, unit.name), unit);
    for (const former of unit.formerUnits) {
      const [, type = '', formerName = ''] = TYPE_PREFIX.exec(former) ?? [];
      const isOnlyOurs = isUnique(formerName);
      add(gazetteer, formerName, { unit, rank: 'commune', type: slug(type), isFormer: true, within: withinOf(unit), isOnlyOurs });
    }
  }
  addLandmarks(gazetteer, landmarks, new Map(units.map((unit) => [unit.id, unit])), withinOf);
  const provinces = Object.entries(PROVINCES).flatMap(([name, merged]) => [name, ...merged]);
  const elsewhere = { unit: null, rank: 'province', type: 'tinh', isFormer: false, within: [], isOnlyOurs: null } as const;
  for (const name of [...provinces, ...ALIASES.filter((alias) => !isName(gazetteer, alias))]) {
    if (!known.has(folded(name))) add(gazetteer, name, elsewhere);
  }
  return gazetteer;
}

/** A landmark has a sense for each unit that it lies in; another name of a unit stands for the unit. */
function addLandmarks(
  gazetteer: Gazetteer,
  landmarks: readonly Landmark[],
  units: ReadonlyMap<string, PlaceUnit>,
  withinOf: (unit: PlaceUnit) => readonly string[],
): void {
  for (const { name, spellings, kind, units: ids, isKnownAlone } of landmarks) {
    for (const unit of ids.flatMap((id) => units.get(id) ?? [])) {
      const isName = kind === 'name';
      const within = isName ? withinOf(unit) : [...withinOf(unit), folded(bareName(unit.name))];
      const rank = isName ? rankOf(unit) : 'landmark';
      const sense: Sense = { unit, rank, type: isName ? unit.type : kind, isFormer: false, within, isOnlyOurs: isKnownAlone };
      for (const spelling of [name, ...spellings]) add(gazetteer, spelling, sense);
    }
  }
}

/** `Quận Lê Chân` and `Quận Lê Chân (cũ)` give the same key. */
export function districtKey(profile: string, name: string): string {
  return `${profile}/${folded(name.replace(ENDED, ''))}`;
}

/** A merged province may be given with units only; then it is the province of its units. */
function rankOf(unit: PlaceUnit): Rank {
  if (unit.formerProvince === '' && PROVINCE_TYPES.has(unit.type)) return 'province';
  return unit.type === 'tinh' ? 'province' : DISTRICT_TYPES.has(unit.type) ? 'district' : 'commune';
}

function widerNames(unit: PlaceUnit): string[] {
  return [...unit.formerDistricts, unit.formerProvince].filter(Boolean).map((name) => folded(bareName(name)));
}

/** `Quận Lê Chân (cũ)` → `Lê Chân`. */
export function bareName(name: string): string {
  const open = name.replace(ENDED, '');
  return TYPE_PREFIX.exec(open)?.[2] ?? open;
}

export function folded(name: string): string {
  return words(name).join(' ');
}

function slug(type: string): string {
  return foldBare(type).replaceAll(' ', '-');
}

function newNode(): NameNode {
  return { next: new Map(), senses: [] };
}

/** Whether a unit or a landmark of ours is called so. */
function isName({ toned }: Gazetteer, name: string): boolean {
  let node: NameNode | undefined = toned;
  for (const part of words(name)) node = node?.next.get(part);
  return node !== undefined && node.senses.length > 0;
}

function add(gazetteer: Gazetteer, name: string, sense: Sense): void {
  const parts = words(name);
  if (parts.length === 0) return;
  place(gazetteer.toned, parts, sense);
  place(gazetteer.bare, parts.map(foldBare), sense);
}

function place(root: NameNode, parts: readonly string[], sense: Sense): void {
  let node = root;
  for (const part of parts) {
    const next = node.next.get(part) ?? newNode();
    node.next.set(part, next);
    node = next;
  }
  node.senses.push(sense);
}
