import '../lib/without-eval.ts';
import '@fontsource-variable/inter/index.css';
import '@fontsource-variable/jetbrains-mono/index.css';
import '../styles/tokens.css';
import '../styles/base.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { applyAppearance } from '../lib/appearance-store.ts';
import { createEngineClient, TRPCProvider } from '../lib/engine-client.ts';
import { engineEndpoint } from '../lib/engine-endpoint.ts';
import { EngineEndpointContext } from '../lib/engine-fetch.ts';
import { createQueryClient } from '../lib/query-client.ts';
import { takeWantedPage } from '../lib/wanted-page.ts';
import { TooltipProvider } from '../ui/tooltip.tsx';
import { router } from './router.tsx';

applyAppearance();

// After signing in: to what was opened before it.
if (window.location.pathname === '/') {
  const wanted = takeWantedPage();
  if (wanted !== null) window.history.replaceState(null, '', wanted);
}

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no element #root');

const endpoint = engineEndpoint();
const engineClient = createEngineClient(endpoint);
const queryClient = createQueryClient();

createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <TRPCProvider trpcClient={engineClient} queryClient={queryClient}>
        <EngineEndpointContext value={endpoint}>
          <TooltipProvider delayDuration={350} skipDelayDuration={200}>
            <RouterProvider router={router} />
          </TooltipProvider>
        </EngineEndpointContext>
      </TRPCProvider>
    </QueryClientProvider>
  </StrictMode>,
);
