; The files of cyclers open with the program; what opened them before is offered still (OpenWithProgids).
!macro AuroraFileType EXTENSION PROGID NAME
  WriteRegStr SHCTX "Software\Classes\${PROGID}" "" "${NAME}"
  WriteRegStr SHCTX "Software\Classes\${PROGID}\DefaultIcon" "" "$INSTDIR\bin\aurora-cycler-manager.exe,0"
  WriteRegStr SHCTX "Software\Classes\${PROGID}\shell\open\command" "" '"$INSTDIR\bin\aurora-cycler-manager.exe" "%1"'
  WriteRegStr SHCTX "Software\Classes\${EXTENSION}\OpenWithProgids" "${PROGID}" ""
  ReadRegStr $0 SHCTX "Software\Classes\${EXTENSION}" ""
  StrCmp $0 "" 0 +2
  WriteRegStr SHCTX "Software\Classes\${EXTENSION}" "" "${PROGID}"
!macroend

!macro AuroraForgetFileType EXTENSION PROGID
  DeleteRegKey SHCTX "Software\Classes\${PROGID}"
  DeleteRegValue SHCTX "Software\Classes\${EXTENSION}\OpenWithProgids" "${PROGID}"
  ReadRegStr $0 SHCTX "Software\Classes\${EXTENSION}" ""
  StrCmp $0 "${PROGID}" 0 +2
  DeleteRegValue SHCTX "Software\Classes\${EXTENSION}" ""
!macroend

!macro AuroraTellTheShell
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
!macroend
