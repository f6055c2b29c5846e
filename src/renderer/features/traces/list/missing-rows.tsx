import { problemText } from '../../../lib/problem.ts';
import { Banner } from '../../../ui/banner.tsx';
import { Button } from '../../../ui/button.tsx';

/** Some rows are here, and those now in sight could not be had. */
export function MissingRows({
  problem,
  onRetry,
}: {
  readonly problem: unknown;
  readonly onRetry: () => void;
}) {
  return (
    <Banner
      tone="error"
      actions={
        <Button size="small" onClick={onRetry}>
          Try again
        </Button>
      }
    >
      Some traces could not be loaded. {problemText(problem)}
    </Banner>
  );
}
