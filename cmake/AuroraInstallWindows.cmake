# Windows: the window has no console, a shell's command has one. `aurora-cycler-manager.exe` is the window (Start menu, double
# click), `aurora-cycler-manager.com` the same program for shells, which prefer .com where no ending is typed.
configure_file("${PROJECT_SOURCE_DIR}/packaging/windows/program.rc.in" "${made}/program.rc" @ONLY)
add_executable(aurora-cycler-manager-console src/main.cpp)
target_link_libraries(aurora-cycler-manager-console PRIVATE aurora_cli aurora_gui aurora_options)
set_target_properties(aurora-cycler-manager-console PROPERTIES OUTPUT_NAME aurora-cycler-manager SUFFIX .com
                                                               RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}")
set_target_properties(aurora-cycler-manager PROPERTIES WIN32_EXECUTABLE ON)
set_source_files_properties("${made}/program.rc" PROPERTIES OBJECT_DEPENDS "${made}/icon.ico")
foreach(program aurora-cycler-manager aurora-cycler-manager-console)
    target_sources(${program} PRIVATE "${made}/program.rc")
    add_dependencies(${program} package-files)
    if(MSVC)
        target_link_options(${program} PRIVATE /MANIFEST:NO) # it is in program.rc
    endif()
endforeach()
install(TARGETS aurora-cycler-manager-console RUNTIME DESTINATION bin COMPONENT program)
install(FILES "${PROJECT_SOURCE_DIR}/packaging/windows/register-daemon.ps1" DESTINATION . COMPONENT program)
install(FILES "${PROJECT_SOURCE_DIR}/LICENSE" DESTINATION . COMPONENT program)
install(DIRECTORY "${PROJECT_SOURCE_DIR}/docs/" DESTINATION docs COMPONENT program FILES_MATCHING PATTERN "*.md"
        PATTERN "*.png")

# Windows knows no IANA time zones: their rules lie beside the program (src/core/time_zone_data.cpp).
set(AURORA_TZDATA "" CACHE PATH "Folder with the rules of the IANA time zones and windowsZones.xml")
if(NOT EXISTS "${AURORA_TZDATA}/europe" OR NOT EXISTS "${AURORA_TZDATA}/windowsZones.xml")
    message(FATAL_ERROR "Set AURORA_TZDATA to a folder with the files of IANA's tzdata and CLDR's windowsZones.xml: "
                        "without them no time zone is known.")
endif()
install(DIRECTORY "${AURORA_TZDATA}/" DESTINATION bin/tzdata COMPONENT program)
file(COPY "${AURORA_TZDATA}/" DESTINATION "${CMAKE_BINARY_DIR}/tzdata")

# What the program needs beside it: Qt with its plugins, the other libraries, and those of the compiler.
configure_file("${PROJECT_SOURCE_DIR}/packaging/windows/install_libraries.cmake.in"
               "${PROJECT_BINARY_DIR}/install_libraries.cmake.in" @ONLY)
file(GENERATE OUTPUT "${PROJECT_BINARY_DIR}/install_libraries.cmake"
     INPUT "${PROJECT_BINARY_DIR}/install_libraries.cmake.in")
install(SCRIPT "${PROJECT_BINARY_DIR}/install_libraries.cmake" COMPONENT libraries)
set(CMAKE_INSTALL_SYSTEM_RUNTIME_DESTINATION bin)
set(CMAKE_INSTALL_SYSTEM_RUNTIME_COMPONENT libraries)
include(InstallRequiredSystemLibraries)
