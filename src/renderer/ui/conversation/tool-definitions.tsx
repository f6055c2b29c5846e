import type { ToolDefinition } from '../../../shared/conversation.ts';
import { displayText } from '../../lib/display-text.ts';
import { JsonTree } from '../json-tree/index.ts';
import styles from './conversation.module.css';

/** The tools that the model was offered, folded: they are long and rarely what one looks for. */
export function ToolDefinitions({ tools }: { tools: readonly ToolDefinition[] }) {
  return (
    <details className={styles.offered}>
      <summary>
        {tools.length === 1 ? '1 tool offered' : `${tools.length} tools offered`}
        <span className={styles.quiet}>
          {tools
            .slice(0, 4)
            .map((tool) => displayText(tool.name, 30))
            .join(', ')}
          {tools.length > 4 && ' …'}
        </span>
      </summary>
      <ul>
        {tools.map((tool, index) => (
          <li key={index} className={styles.offeredTool}>
            <span className={styles.toolName}>{displayText(tool.name, 120)}</span>
            {tool.description !== null && (
              <p className={styles.quiet}>{displayText(tool.description, 600)}</p>
            )}
            {tool.parameters !== null && <JsonTree value={tool.parameters} openLevels={0} />}
          </li>
        ))}
      </ul>
    </details>
  );
}
