import { useQuery } from '@tanstack/react-query';
import { nameIn } from './catalogue.ts';
import { catalogueQuery } from './queries.ts';

/** Looks up the Vietnamese name of a code: `names('topics', 'accidents')`. Empty text until the catalogue has come. */
export function useNames(): (list: string, value: string) => string {
  const { data } = useQuery(catalogueQuery());
  return (list, value) => nameIn(data, list, value);
}
