import { z } from 'zod';

/** What is masked before text leaves a crawler. Closed list. */
export const REDACTION_KINDS = ['phone', 'email', 'identity', 'plate', 'account', 'handle', 'person'] as const;
export const redactionKindSchema = z.enum(REDACTION_KINDS);
export type RedactionKind = z.infer<typeof redactionKindSchema>;

/**
 * One row per kind: the words that stand in the text instead, and the names that collections of test cases give to it.
 * `identity` covers citizen and people's identity cards, passports, tax codes and insurance numbers; `account` bank accounts and
 * cards; `handle` @handles and links to profiles; `person` names of private persons, in posts and comments only.
 */
export const REDACTION_KIND_TABLE: Readonly<Record<RedactionKind, { mask: string; caseKinds: readonly string[] }>> = {
  phone: { mask: '[điện thoại]', caseKinds: ['PHONE'] },
  email: { mask: '[email]', caseKinds: ['EMAIL'] },
  identity: { mask: '[số giấy tờ]', caseKinds: ['ID', 'PASSPORT'] },
  plate: { mask: '[biển số]', caseKinds: ['PLATE'] },
  account: { mask: '[tài khoản]', caseKinds: ['BANK'] },
  handle: { mask: '[tên tài khoản]', caseKinds: ['HANDLE', 'LINK'] },
  person: { mask: '[tên người]', caseKinds: ['PERSON', 'NAME'] },
};
