import {Glossary} from './glossary.js';

new Glossary(document.getElementById('glossary'), document,
    JSON.parse(document.getElementById('bench-data').textContent));
