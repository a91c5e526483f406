import { mount } from 'svelte'
import App from './App.svelte'
import { desk } from './state/desk.svelte'
import './styles/tokens.css'
import './styles/base.css'

desk.start()
mount(App, { target: document.getElementById('app') as HTMLElement })
