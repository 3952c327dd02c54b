# macOS: one bundle with Qt and every library inside.
set_target_properties(aurora-cycler-manager PROPERTIES MACOSX_BUNDLE ON OUTPUT_NAME aurora-cycler-manager
                      MACOSX_BUNDLE_INFO_PLIST "${PROJECT_SOURCE_DIR}/packaging/macos/Info.plist.in")
add_dependencies(aurora-cycler-manager package-files)
target_sources(aurora-cycler-manager PRIVATE "${made}/icon.icns")
set_source_files_properties("${made}/icon.icns" PROPERTIES GENERATED ON MACOSX_PACKAGE_LOCATION Resources)
# `plot` draws without a window, but macdeployqt takes along the platform of windows only. It comes first: what lies in the
# bundle then is led to the libraries of the bundle, and signed.
get_target_property(qmake Qt6::qmake IMPORTED_LOCATION)
execute_process(COMMAND "${qmake}" -query QT_INSTALL_PLUGINS OUTPUT_VARIABLE qt_plugins OUTPUT_STRIP_TRAILING_WHITESPACE
                COMMAND_ERROR_IS_FATAL ANY)
file(REAL_PATH "${qt_plugins}/platforms/libqoffscreen.dylib" offscreen)
install(FILES "${offscreen}" DESTINATION aurora-cycler-manager.app/Contents/PlugIns/platforms COMPONENT libraries)
qt_generate_deploy_app_script(TARGET aurora-cycler-manager OUTPUT_SCRIPT deploy NO_UNSUPPORTED_PLATFORM_ERROR)
install(SCRIPT "${deploy}" COMPONENT libraries)
configure_file("${PROJECT_SOURCE_DIR}/packaging/macos/install_licences.cmake.in"
               "${PROJECT_BINARY_DIR}/install_licences.cmake" @ONLY)
install(SCRIPT "${PROJECT_BINARY_DIR}/install_licences.cmake" COMPONENT libraries)
