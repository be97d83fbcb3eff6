import { createRoot } from 'react-dom/client';
import { AppRoot } from './app/app.tsx';
import { lastTheme, showTheme } from './app/theme.ts';
import './styles/base.css';
import './styles/actions.css';
import './styles/lane.css';
import './styles/review.css';
import './styles/load.css';
import './styles/desk.css';
import './styles/audit.css';
import './styles/declarations.css';
import './styles/training.css';
import './styles/compare.css';
import './styles/marks.css';
import './viewer/viewer.css';

showTheme(lastTheme());
const root = document.getElementById('root');
if (root) createRoot(root).render(<AppRoot />);
