when require_waited production-wait 30
expect passes
