import { CircleAlert, Layers } from 'lucide-react';
import type { RefObject } from 'react';
import { operationSchema } from '../../../shared/trace.ts';
import { OperationIcon } from '../operation-icon.tsx';
import { iconPath } from './icon-paths.ts';

/** The icons that the tree paints, out of sight: a canvas takes their shapes from here. */
export function IconSheet({ ref }: { ref: RefObject<HTMLDivElement | null> }) {
  return (
    <div ref={ref} hidden>
      {operationSchema.options.map((operation) => (
        <span key={operation} data-icon={operation}>
          <OperationIcon operation={operation} />
        </span>
      ))}
      <span data-icon="group">
        <Layers />
      </span>
      <span data-icon="error">
        <CircleAlert />
      </span>
    </div>
  );
}

/** Finds an icon by its operation, `group` or `error`; each is read once. Null for what has none. */
export function iconsOf(sheet: RefObject<HTMLDivElement | null>): (name: string) => Path2D | null {
  const known = new Map<string, Path2D>();
  return (name) => {
    let path = known.get(name) ?? null;
    if (path !== null || sheet.current === null) return path;
    const svg = [...sheet.current.children].find((icon) => icon.getAttribute('data-icon') === name);
    if (svg?.firstElementChild == null) return null;
    path = iconPath(svg.firstElementChild);
    known.set(name, path);
    return path;
  };
}
