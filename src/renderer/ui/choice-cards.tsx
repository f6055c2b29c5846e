import { RadioGroup } from 'radix-ui';
import styles from './choice-cards.module.css';

export interface ChoiceCard<T extends string> {
  readonly value: T;
  readonly title: string;
  readonly text: string;
}

export interface ChoiceCardsProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly cards: readonly ChoiceCard<T>[];
  readonly onChange: (value: T) => void;
}

/** A choice whose every option needs a sentence. */
export function ChoiceCards<T extends string>({ label, value, cards, onChange }: ChoiceCardsProps<T>) {
  const choose = (next: string) => {
    const card = cards.find((candidate) => candidate.value === next);
    if (card !== undefined) onChange(card.value);
  };
  return (
    <RadioGroup.Root aria-label={label} className={styles.cards} value={value} onValueChange={choose}>
      {cards.map((card) => (
        <RadioGroup.Item key={card.value} value={card.value} className={styles.card} aria-label={card.title}>
          <span className={styles.title}>{card.title}</span>
          <span className={styles.text}>{card.text}</span>
        </RadioGroup.Item>
      ))}
    </RadioGroup.Root>
  );
}
