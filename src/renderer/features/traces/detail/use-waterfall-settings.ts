import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { readPreference, writePreference } from '../../../lib/preferences.ts';
import { colourBySchema, groupingSchema, type WaterfallSettings } from '../../../ui/waterfall/index.ts';
import { traceDetailSearchSchema } from '../trace-detail-search.ts';

const COLOUR = 'waterfall.colour-by';
const GROUPING = 'waterfall.grouping';

/** How traces are looked at: in the URL, so that a link shows the same; colour and grouping are remembered as well. */
export function useWaterfallSettings() {
  const { colour, group, calls, critical } = useSearch({
    strict: false,
    select: (search) => traceDetailSearchSchema.parse(search),
    structuralSharing: true,
  });
  const navigate = useNavigate();
  const settings = useMemo(
    (): WaterfallSettings => ({
      colourBy: colour ?? readPreference(COLOUR, colourBySchema, 'service'),
      grouping: group ?? readPreference(GROUPING, groupingSchema, 'many'),
      onlyModelCalls: calls ?? false,
      showCriticalPath: critical ?? false,
    }),
    [colour, group, calls, critical],
  );
  const change = useCallback(
    ({ colourBy, grouping, onlyModelCalls, showCriticalPath }: Partial<WaterfallSettings>) => {
      if (colourBy !== undefined) writePreference(COLOUR, colourBy);
      if (grouping !== undefined) writePreference(GROUPING, grouping);
      void navigate({
        to: '.',
        replace: true,
        search: (previous: object) => ({
          ...previous,
          ...(colourBy === undefined ? {} : { colour: colourBy }),
          ...(grouping === undefined ? {} : { group: grouping }),
          ...(onlyModelCalls === undefined ? {} : { calls: onlyModelCalls || undefined }),
          ...(showCriticalPath === undefined ? {} : { critical: showCriticalPath || undefined }),
        }),
      });
    },
    [navigate],
  );
  return [settings, change] as const;
}
