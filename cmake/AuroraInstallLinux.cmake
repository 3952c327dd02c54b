# Where a Linux desktop looks for what belongs to a program.
set(linux "${PROJECT_SOURCE_DIR}/packaging/linux")
set(id "org.aurora_cycler_manager.AuroraCyclerManager")

set(AURORA_METAINFO_URL "")
if(AURORA_REPOSITORY_URL)
    set(AURORA_METAINFO_URL "<url type=\"homepage\">${AURORA_REPOSITORY_URL}</url>")
endif()
set(AURORA_RELEASE_DATE "${release_date}")
configure_file("${linux}/metainfo.xml.in" "${made}/${id}.metainfo.xml" @ONLY)

function(aurora_install destination)
    cmake_parse_arguments(arg "" "RENAME" "FILES" ${ARGN})
    if(arg_RENAME)
        install(FILES ${arg_FILES} DESTINATION "${destination}" COMPONENT program RENAME "${arg_RENAME}")
    else()
        install(FILES ${arg_FILES} DESTINATION "${destination}" COMPONENT program)
    endif()
endfunction()

set(share "${CMAKE_INSTALL_DATADIR}")
aurora_install("${share}/applications" FILES "${linux}/aurora-cycler-manager.desktop")
aurora_install("${share}/metainfo" FILES "${made}/${id}.metainfo.xml")
aurora_install("${share}/mime/packages" FILES "${linux}/aurora-cycler-manager.mime.xml" RENAME aurora-cycler-manager.xml)
aurora_install("${share}/icons/hicolor/scalable/apps" FILES "${icon}")
foreach(size 16 22 24 32 48 64 96 128 256 512)
    aurora_install("${share}/icons/hicolor/${size}x${size}/apps" FILES "${made}/icon-${size}.png"
                   RENAME aurora-cycler-manager.png)
endforeach()
aurora_install("${share}/bash-completion/completions" FILES "${made}/aurora-cycler-manager.bash"
               RENAME aurora-cycler-manager)
aurora_install("${share}/zsh/vendor-completions" FILES "${made}/_aurora-cycler-manager")
aurora_install("${share}/fish/vendor_completions.d" FILES "${made}/aurora-cycler-manager.fish")
aurora_install("lib/systemd/user" FILES "${linux}/aurora-cycler-manager-daemon.service")

set(doc "${share}/doc/aurora-cycler-manager")
aurora_install("${doc}" FILES "${linux}/copyright")
install(DIRECTORY "${PROJECT_SOURCE_DIR}/docs/" DESTINATION "${doc}" COMPONENT program FILES_MATCHING PATTERN "*.md"
        PATTERN "*.png")

execute_process(COMMAND date --utc --rfc-email --date "${release_date}" OUTPUT_VARIABLE changelog_date
                OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
configure_file("${linux}/changelog.in" "${made}/changelog" @ONLY)

# Debian wants manual and changelog packed, without the time of packing.
find_program(AURORA_GZIP gzip REQUIRED)
foreach(pair "${made}/aurora-cycler-manager.1|${share}/man/man1|aurora-cycler-manager.1"
             "${made}/changelog|${doc}|changelog" "${PROJECT_SOURCE_DIR}/CHANGELOG.md|${doc}|NEWS")
    string(REPLACE "|" ";" parts "${pair}")
    list(GET parts 0 source)
    list(GET parts 1 folder)
    list(GET parts 2 name)
    install(CODE "execute_process(COMMAND \"${AURORA_GZIP}\" -9 -n -c INPUT_FILE \"${source}\"
                                  OUTPUT_FILE \"${made}/${name}.gz\" COMMAND_ERROR_IS_FATAL ANY)"
            COMPONENT program)
    install(FILES "${made}/${name}.gz" DESTINATION "${folder}" COMPONENT program)
endforeach()

# The tarball: what the program and its plugins need, but for what belongs to the system (C library, graphics drivers, X).
get_target_property(qmake Qt6::qmake IMPORTED_LOCATION)
execute_process(COMMAND "${qmake}" -query QT_INSTALL_PLUGINS OUTPUT_VARIABLE qt_plugins OUTPUT_STRIP_TRAILING_WHITESPACE)
find_file(AURORA_CLI11_HEADER CLI/CLI.hpp REQUIRED)
find_file(AURORA_JSON_HEADER nlohmann/json.hpp REQUIRED)
configure_file("${linux}/install_licences.cmake.in" "${PROJECT_BINARY_DIR}/install_licences.cmake" @ONLY)
configure_file("${linux}/install_libraries.cmake.in" "${PROJECT_BINARY_DIR}/install_libraries.cmake" @ONLY)
install(SCRIPT "${PROJECT_BINARY_DIR}/install_libraries.cmake" COMPONENT libraries)
