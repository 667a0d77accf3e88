import { useQuery } from '@tanstack/react-query';
import type { Overview } from '../../domain/views.ts';
import { overviewQuery } from '../requests/queries.ts';

const NEWEST = new URLSearchParams();

/** The overview of the newest period, for the name of the province and the coverage that every page states. Undefined until it has come. */
export function useNewestOverview(): Overview | undefined {
  return useQuery(overviewQuery(NEWEST)).data;
}
