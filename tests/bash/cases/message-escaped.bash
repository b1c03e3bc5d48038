when die $'100%\r\n::error::forged'
expect refuses "100%25%0D%0A::error::forged"
