import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { History, Upload } from 'lucide-react';
import { useState } from 'react';
import type { PolicySet, PolicyVersion } from '../../../../shared/policy/index.ts';
import { classNames } from '../../../lib/class-names.ts';
import { displayText } from '../../../lib/display-text.ts';
import { useTRPC } from '../../../lib/engine-client.ts';
import { formatAbsolute, formatRelative } from '../../../lib/format-time.ts';
import { problemText } from '../../../lib/problem.ts';
import { useNow } from '../../../lib/use-now.ts';
import { Badge } from '../../../ui/badge.tsx';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { ErrorState } from '../../../ui/error-state.tsx';
import { Labelled } from '../../../ui/labelled.tsx';
import { SegmentedControl } from '../../../ui/segmented-control.tsx';
import { Select } from '../../../ui/select.tsx';
import { Skeleton } from '../../../ui/skeleton.tsx';
import { showToast } from '../../../ui/toast-store.ts';
import { useDraftStore } from '../editor/draft-store.ts';
import { PublishDialog } from '../editor/publish-dialog.tsx';
import { policySearchSchema } from '../policies-search.ts';
import { usePolicyChanges } from '../use-policies.ts';
import { ContentDiff } from './content-diff.tsx';
import styles from './versions-tab.module.css';
import { YamlDiff } from './yaml-diff.tsx';

const VIEWS = [
  { value: 'changes', label: 'Changes' },
  { value: 'unified', label: 'YAML' },
  { value: 'sides', label: 'Side by side' },
] as const;
type View = (typeof VIEWS)[number]['value'];

/** The versions of a set: who saved each and when, what differs between two, and back to an older one. */
export function VersionsTab({ set }: { readonly set: PolicySet }) {
  const query = useQuery(useTRPC().policies.versions.queryOptions({ id: set.id }));
  if (query.error !== null && query.data === undefined) {
    return (
      <ErrorState
        title="The versions could not be loaded"
        error={query.error}
        onRetry={() => void query.refetch()}
      />
    );
  }
  if (query.data === undefined) return <Skeleton height={240} />;
  return <Versions set={set} versions={query.data} />;
}

interface VersionsProps {
  readonly set: PolicySet;
  /** Newest first. */
  readonly versions: readonly PolicyVersion[];
}

function Versions({ set, versions }: VersionsProps) {
  const navigate = useNavigate();
  const search = useSearch({ strict: false, select: (given) => policySearchSchema.parse(given) });
  const [view, setView] = useState<View>('changes');
  const after = versionOf(versions, search.after) ?? versions[0];
  const before =
    versionOf(versions, search.before) ?? versionOf(versions, (after?.version ?? 0) - 1) ?? after;
  const compare = (part: { before?: number; after?: number }) =>
    void navigate({ to: '.', search: (previous: object) => ({ ...previous, ...part }), replace: true });
  if (after === undefined || before === undefined) return null;
  const options = versions.map(({ version }) => ({ value: String(version), label: `Version ${version}` }));
  return (
    <div className={styles.tab}>
      <Card title="History" flush>
        <ol className={styles.history} aria-label="Versions">
          {versions.map((version) => (
            <VersionRow
              key={version.version}
              set={set}
              version={version}
              isShown={version.version === after.version}
              onShow={() => compare({ before: Math.max(1, version.version - 1), after: version.version })}
            />
          ))}
        </ol>
      </Card>
      <Card>
        <div className={styles.bar}>
          <Labelled label="From">
            <Select
              label="From"
              value={String(before.version)}
              options={options}
              onChange={(value) => compare({ before: Number(value), after: after.version })}
            />
          </Labelled>
          <Labelled label="To">
            <Select
              label="To"
              value={String(after.version)}
              options={options}
              onChange={(value) => compare({ before: before.version, after: Number(value) })}
            />
          </Labelled>
          <span className={styles.view}>
            <SegmentedControl label="Show as" value={view} segments={VIEWS} onChange={setView} />
          </span>
        </div>
        {view === 'changes' ? (
          <ContentDiff
            before={before.version === after.version && after.version === 1 ? null : before.content}
            after={after.content}
          />
        ) : (
          <YamlDiff
            setId={set.id}
            before={before.version}
            after={after.version}
            isSideBySide={view === 'sides'}
          />
        )}
      </Card>
    </div>
  );
}

function versionOf(
  versions: readonly PolicyVersion[],
  wanted: number | undefined,
): PolicyVersion | undefined {
  return versions.find(({ version }) => version === wanted);
}

interface VersionRowProps {
  readonly set: PolicySet;
  readonly version: PolicyVersion;
  readonly isShown: boolean;
  readonly onShow: () => void;
}

function VersionRow({ set, version, isShown, onShow }: VersionRowProps) {
  const now = useNow(10_000);
  const { save } = usePolicyChanges();
  const isDraft = useDraftStore(({ drafts }) => drafts[set.id] !== undefined);
  const [isPublishing, setPublishing] = useState(false);
  const isInForce = set.published?.version === version.version;
  const isLatest = set.latest.version === version.version;
  const restore = () =>
    save.mutate(
      { id: set.id, content: version.content, baseVersion: set.latest.version },
      {
        onSuccess: ({ latest }) =>
          showToast({
            tone: 'ok',
            title: `Version ${version.version} is restored`,
            text: `as version ${latest.version}, not published`,
          }),
        onError: (error) =>
          showToast({ tone: 'error', title: 'Not restored', text: problemText(error) ?? undefined }),
      },
    );
  return (
    <li className={classNames(styles.version, isShown && styles.shown)}>
      <button type="button" className={styles.show} aria-current={isShown || undefined} onClick={onShow}>
        <span className={styles.name}>
          Version {version.version}
          {isInForce && <Badge tone="ok">in force</Badge>}
          {isLatest && <Badge>latest</Badge>}
        </span>
        <span className={styles.who} title={formatAbsolute(version.savedAt)}>
          {formatRelative(version.savedAt, now)} by {displayText(version.savedBy, 60)}
        </span>
      </button>
      <span className={styles.actions}>
        {!isLatest && (
          <Button
            size="small"
            icon={<History aria-hidden />}
            busy={save.isPending}
            disabled={isDraft}
            title={
              isDraft ? 'Save or discard what is not saved first' : 'Save its content as the latest version'
            }
            aria-label={`Restore version ${version.version}`}
            onClick={restore}
          >
            Restore
          </Button>
        )}
        {!isInForce && (
          <Button
            size="small"
            icon={<Upload aria-hidden />}
            aria-label={`Publish version ${version.version}`}
            onClick={() => setPublishing(true)}
          >
            Publish
          </Button>
        )}
      </span>
      {isPublishing && <PublishDialog set={set} version={version} onClose={() => setPublishing(false)} />}
    </li>
  );
}
