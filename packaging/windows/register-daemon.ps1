# The daemon of a project as a scheduled task of the user who runs this: started at the user's log-on, and again within
# minutes when it ended. A task for one user needs no rights of an administrator.
#
#   powershell -ExecutionPolicy Bypass -File register-daemon.ps1 -Project "D:\lab"
#
# Without -Project the daemon works for the project that was open last. Run it again to change the project.
param([string]$Project)
$ErrorActionPreference = 'Stop'

$task = 'Aurora Cycler Manager daemon'
$program = Join-Path $PSScriptRoot 'bin\aurora-cycler-manager.exe'
if (-not (Test-Path -LiteralPath $program)) {
    throw "There is no $program. This script stands in the folder of the program."
}
$arguments = 'daemon'
if ($Project) {
    # A backslash before the closing quote would take it for a part of the path: it is doubled.
    $folder = (Resolve-Path -LiteralPath $Project).ProviderPath -replace '\\+$', '$0$0'
    $arguments = "--project `"$folder`" daemon"
}

$user = [System.Security.Principal.WindowsIdentity]::GetCurrent().Name
$settings = @{
    MultipleInstances          = 'IgnoreNew'
    AllowStartIfOnBatteries    = $true
    DontStopIfGoingOnBatteries = $true
    StartWhenAvailable         = $true
    ExecutionTimeLimit         = [TimeSpan]::Zero # none
    RestartInterval            = New-TimeSpan -Minutes 3
    RestartCount               = 255
}
$parts = @{
    TaskName    = $task
    Description = 'Aurora Cycler Manager: states, snapshots, harvest and analysis of a lab'
    Action      = New-ScheduledTaskAction -Execute "`"$program`"" -Argument $arguments
    Trigger     = New-ScheduledTaskTrigger -AtLogOn -User $user
    Principal   = New-ScheduledTaskPrincipal -UserId $user -LogonType Interactive -RunLevel Limited
    Settings    = New-ScheduledTaskSettingsSet @settings
}
Register-ScheduledTask @parts -Force | Out-Null
Start-ScheduledTask -TaskName $task
Write-Output "The task '$task' runs: $program $arguments"
