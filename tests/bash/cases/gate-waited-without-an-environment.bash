given no_environment production-wait
when require_waited production-wait 30
expect refuses "production-wait does not wait 30 minutes on GitHub"
