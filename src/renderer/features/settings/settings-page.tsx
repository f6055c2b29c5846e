import { Link, useSearch } from '@tanstack/react-router';
import { Boxes, Database, FlaskConical, Info, KeyRound, Palette, Tag, type LucideIcon } from 'lucide-react';
import type { ComponentType } from 'react';
import { Page } from '../../ui/page.tsx';
import { AboutSection } from './about-section.tsx';
import { AppearanceSection } from './appearance-section.tsx';
import { DataSection } from './data-section.tsx';
import { KeysSection } from './keys-section.tsx';
import { PricesSection } from './prices-section.tsx';
import { ProvidersSection } from './providers-section.tsx';
import styles from './settings-page.module.css';
import type { SettingsSection } from './settings-search.ts';
import { SimulationSection } from './simulation-section.tsx';

interface Entry {
  readonly section: SettingsSection;
  readonly label: string;
  readonly icon: LucideIcon;
  readonly content: ComponentType;
}

const SECTIONS: readonly [Entry, ...Entry[]] = [
  { section: 'providers', label: 'Providers', icon: Boxes, content: ProvidersSection },
  { section: 'keys', label: 'Keys', icon: KeyRound, content: KeysSection },
  { section: 'simulation', label: 'Simulated models', icon: FlaskConical, content: SimulationSection },
  { section: 'data', label: 'Data', icon: Database, content: DataSection },
  { section: 'prices', label: 'Prices', icon: Tag, content: PricesSection },
  { section: 'appearance', label: 'Appearance', icon: Palette, content: AppearanceSection },
  { section: 'about', label: 'About', icon: Info, content: AboutSection },
];

export function SettingsPage() {
  const { section } = useSearch({ from: '/settings' });
  const current = SECTIONS.find((entry) => entry.section === section) ?? SECTIONS[0];
  const Content = current.content;
  return (
    <Page title="Settings" layout="fill">
      <div className={styles.page}>
        <nav aria-label="Sections" className={styles.nav}>
          {SECTIONS.map(({ section: target, label, icon: Icon }) => (
            <Link
              key={target}
              to="/settings"
              search={{ section: target }}
              aria-current={target === current.section ? 'page' : undefined}
              className={styles.entry}
            >
              <Icon aria-hidden />
              {label}
            </Link>
          ))}
        </nav>
        <div className={styles.content}>
          <Content />
        </div>
      </div>
    </Page>
  );
}
