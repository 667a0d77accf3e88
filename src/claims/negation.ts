/** "not" as people write it, diacritics off, for building patterns. */
export const NOT = '(?:khong|khg|khog|kho|hong|hok|hem|ko|kg|kh|k|chua|chang|cha)';
/** "not", "without" and "forgot to". */
export const LACKS = `(?:${NOT}|thieu|quen)`;
