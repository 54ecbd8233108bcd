import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { LanguageProvider } from './language/language.tsx';
import { RouterProvider } from './routing/router.tsx';
import './styles/tokens.css';
import './styles/page.css';
import './styles/controls.css';
import './styles/catalogue.css';
import './styles/forms.css';

const root = document.getElementById('root');
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <LanguageProvider>
        <RouterProvider>
          <App />
        </RouterProvider>
      </LanguageProvider>
    </StrictMode>,
  );
}
