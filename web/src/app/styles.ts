import '@mantine/core/styles.css'
import '@mantine/spotlight/styles.css'
import './tokens.css'
import './global.css'
