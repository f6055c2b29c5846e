import { Monitor, Moon, Sun } from 'lucide-react';
import type { ReactNode } from 'react';
import { useAppearance, type Density, type Theme } from '../../lib/appearance-store.ts';
import { Card } from '../../ui/card.tsx';
import { KeyValueList } from '../../ui/key-value-list.tsx';
import { SegmentedControl, type Segment } from '../../ui/segmented-control.tsx';

const THEMES: readonly Segment<Theme>[] = [
  { value: 'system', name: 'System', label: <ThemeLabel icon={<Monitor aria-hidden />} text="System" /> },
  { value: 'light', name: 'Light', label: <ThemeLabel icon={<Sun aria-hidden />} text="Light" /> },
  { value: 'dark', name: 'Dark', label: <ThemeLabel icon={<Moon aria-hidden />} text="Dark" /> },
];

const DENSITIES: readonly Segment<Density>[] = [
  { value: 'comfortable', label: 'Comfortable' },
  { value: 'compact', label: 'Compact' },
];

/** How the console looks on this machine. */
export function AppearanceSection() {
  const { theme, density, setTheme, setDensity } = useAppearance();
  return (
    <div>
      <Card title="Appearance" description="kept on this machine">
        <KeyValueList
          items={[
            {
              key: 'Theme',
              value: <SegmentedControl label="Theme" value={theme} segments={THEMES} onChange={setTheme} />,
            },
            {
              key: 'Density',
              value: (
                <SegmentedControl
                  label="Density"
                  value={density}
                  segments={DENSITIES}
                  onChange={setDensity}
                />
              ),
            },
          ]}
        />
      </Card>
    </div>
  );
}

function ThemeLabel({ icon, text }: { readonly icon: ReactNode; readonly text: string }) {
  return (
    <>
      {icon}
      {text}
    </>
  );
}
